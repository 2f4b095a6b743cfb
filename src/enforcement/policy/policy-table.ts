import { cell } from '../../core/text';
import type { Policy, PolicyPlaces } from './policy';

/** Who holds which role and what each role permits and denies, as two Markdown tables. */
export function renderPolicyTable({ roles, users, services, groups }: Policy): string {
  const holders = [
    ...Object.entries(users).map(
      ([id, user]) => ['user (`sub`)', id, user.roles, user.places, user.expires ?? ''] as const,
    ),
    ...Object.entries(services).map(([id, service]) => ['service (`sub`)', id, service.roles, '*', ''] as const),
    ...Object.entries(groups).map(([id, group]) => ['group', id, group.roles, '*', ''] as const),
  ];
  return [
    '| subject | name | roles | limited to | until |',
    '|---|---|---|---|---|',
    ...holders.map(([kind, id, held, places, until]) =>
      row(kind, codeCell(id), held.join(', '), placesText(places), until),
    ),
    '',
    '| role | where | may | may not | task queues | workflow types |',
    '|---|---|---|---|---|---|',
    ...Object.entries(roles).map(([name, role]) =>
      row(
        name,
        placesText(role.places),
        codes(role.allow),
        codes(role.deny),
        codes(role.taskQueues),
        codes(role.workflowTypes),
      ),
    ),
    '',
  ].join('\n');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function codes(texts: readonly string[] = []): string {
  return texts.map(codeCell).join(', ');
}

function placesText(places: PolicyPlaces): string {
  return places === '*' ? 'all' : places.map(codeCell).join(', ');
}

function codeCell(text: string): string {
  return cell(`\`${text}\``);
}

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
      row(kind, codeCell(id), cell(held.join(', ')), placesText(places), until),
    ),
    '',
    '| role | where | may | may not | task queues | workflow types |',
    '|---|---|---|---|---|---|',
    ...Object.entries(roles).map(([name, role]) =>
      row(
        cell(name),
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

/** A code span, which a backtick of its text does not end: it stands between more of them than the text has in a row. */
function codeCell(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest === 0 ? '' : ' ';
  return cell(`${fence}${pad}${text}${pad}${fence}`);
}

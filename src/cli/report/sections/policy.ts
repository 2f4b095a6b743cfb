import { SubjectKind } from '../../../access/subject';
import type { Policy, PolicyPlaces, PolicyRole } from '../../../enforcement/policy/policy';
import type { PlannedServer, PlannedSubject } from '../../../plan/planned-server';
import { type Html, html, NOTHING } from '../html';
import { code, codes, lines, table } from '../table';
import { counted, SUBJECTS } from '../words';
import { asks, holds, who } from './permissions';

/** Who may do what where the policy server decides. @param id of the part of the page */
export function policySection(id: string, { subjects, roles, audience, loginAt }: PlannedServer, policy: Policy): Html {
  const login = loginAt === undefined ? NOTHING : html` People log in at ${code(loginAt)}.`;
  const descriptions = new Map(roles.map(({ name, description }) => [name, description]));
  return html`<section aria-labelledby="${id}-permissions">
<h3 id="${id}-permissions">Who may do what</h3>
<p class="lead">The policy server decides. A caller may do what its roles permit, in the places that the role and the caller both have, but for
what one of its roles denies there. Tokens name the audience ${code(audience)}.${login}</p>
${table({
  caption: `${counted(subjects.length, 'subject')}: people, services and groups`,
  columns: [
    ['Who', 32],
    ['Is a', 10],
    ['Holds', 30],
    ['In', 28],
  ],
  rows: subjects.map((subject) => [
    who(subject),
    html`${SUBJECTS[subject.kind]}`,
    holds(subject),
    limitOf(subject, policy),
  ]),
})}
${table({
  caption: `${counted(roles.length, 'role')}, and what each permits and denies`,
  columns: [
    ['Role', 20],
    ['May', 30],
    ['May not', 20],
    ['In', 16],
    ['Where a call names', 14],
  ],
  rows: Object.entries(policy.roles).map(([name, role]) => [
    html`${code(name)}<span class="more">${descriptions.get(name) ?? ''}</span>`,
    role.allow.length === 0 ? html`–` : asks(role.allow),
    role.deny === undefined ? html`–` : asks(role.deny),
    places(role.places),
    scopes(role),
  ]),
})}
</section>
`;
}

/** The places that somebody is limited to, and until when. */
function limitOf({ kind, id, active, roles }: PlannedSubject, { users }: Policy): Html {
  if (!active) return html`nowhere: inactive`;
  if (roles.length === 0) return html`nowhere: every call is denied`;
  const isListed = kind === SubjectKind.USER && Object.hasOwn(users, id);
  if (!isListed) return html`the places of its roles`;
  const { places: limit, expires } = users[id];
  const until = expires === undefined ? NOTHING : html`<span class="more">until ${expires}</span>`;
  return html`${limit === '*' ? html`the places of its roles` : places(limit)}${until}`;
}

function places(all: PolicyPlaces): Html {
  if (all === '*') return html`every Temporal namespace, and the cluster`;
  return all.length === 0 ? html`nowhere` : codes(all);
}

function scopes({ taskQueues, workflowTypes }: PolicyRole): Html {
  const named = [
    ...(taskQueues ?? []).map((name) => html`task queue ${code(name)}`),
    ...(workflowTypes ?? []).map((name) => html`workflow type ${code(name)}`),
  ];
  return named.length === 0 ? html`anything` : lines(named);
}

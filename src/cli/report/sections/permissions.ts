import { groupedBy } from '../../../core/order';
import type { PlannedRole, PlannedServer, PlannedSubject } from '../../../plan/planned-server';
import { type Html, html, joined, NOTHING } from '../html';
import { code, codes, lines, table } from '../table';
import { counted, SUBJECTS } from '../words';

/** Who may do what on one server. @param id of the part of the page */
export function permissionSection(id: string, { subjects, roles, refused, audience, loginAt }: PlannedServer): Html {
  const login = loginAt === undefined ? NOTHING : html` People log in at ${code(loginAt)}.`;
  return html`<section aria-labelledby="${id}-permissions">
<h3 id="${id}-permissions">Who may do what</h3>
<p class="lead">A caller may do what its token says, and no more: <b>read</b> looks, <b>write</b> also starts and changes workflows and runs
them, <b>admin</b> does everything; each in one Temporal namespace, or with ${code('temporal-system')} everywhere. Tokens name the
audience ${code(audience)}.${login}</p>
${refused === undefined ? NOTHING : html`<p class="alarm"><b>✕ Refused:</b> nobody is granted anything while ${code(refused)} is open, below.</p>`}
${table({
  caption: `${counted(subjects.length, 'subject')}: people, services and groups`,
  columns: [
    ['Who', 30],
    ['Is a', 10],
    ['Holds', 20],
    ['May, by its token', 40],
  ],
  rows: subjects.map((subject) => [who(subject), html`${SUBJECTS[subject.kind]}`, holds(subject), may(subject)]),
})}
${table({
  caption: `${counted(roles.length, 'role')}, and what each asks for`,
  columns: [
    ['Role', 24],
    ['Asks for', 36],
    ['In', 20],
    ['May be granted more, because', 20],
  ],
  rows: roles.map((role) => [
    html`${code(role.name)}<span class="more">${role.description}</span>`,
    asks(role.permissions),
    places(role),
    html`${role.acceptCoarse ?? '–'}`,
  ]),
})}
</section>
`;
}

/** Who it is, by the email of a person. */
export function who({ id, email }: PlannedSubject): Html {
  return email === undefined ? code(id) : html`${email}<span class="more">${code(id)}</span>`;
}

/** The names of its roles. */
export function holds({ roles }: PlannedSubject): Html {
  return roles.length === 0 ? html`no role` : codes(roles);
}

function may({ active, claims }: PlannedSubject): Html {
  if (!active) return html`nothing: inactive`;
  return claims.length === 0 ? html`nothing: every call is denied` : joined(claims.map(claim), ' ');
}

/** `production:write` with its level in bold, since a row is read for that. */
function claim(item: string): Html {
  const at = item.lastIndexOf(':');
  return html`<code class="claim">${item.slice(0, at + 1)}<b>${item.slice(at + 1)}</b></code>`;
}

/** A line for each resource, with its actions. */
export function asks(permissions: readonly string[]): Html {
  const resources = groupedBy(permissions, (permission) => permission.slice(0, permission.lastIndexOf(':') + 1));
  return lines(
    [...resources].map(([resource, own]) => {
      const actions = own.map((permission) => html`<code>${permission.slice(resource.length)}</code>`);
      return html`<code class="resource">${resource}</code>${joined(actions, ', ')}`;
    }),
  );
}

function places({ places: { everywhere, temporalNamespaces } }: PlannedRole): Html {
  if (everywhere) return html`every Temporal namespace, and the cluster`;
  return temporalNamespaces.length === 0 ? html`nowhere` : codes(temporalNamespaces);
}

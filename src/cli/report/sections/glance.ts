import type { Policy } from '../../../enforcement/policy/policy';
import { reachOf } from '../../../enforcement/policy/reach';
import { subjectsOf } from '../../../enforcement/policy/subjects';
import type { PlannedEdge } from '../../../plan/edges';
import type { PlannedServer } from '../../../plan/planned-server';
import { type Html, html } from '../html';
import type { Part } from '../part';
import { code } from '../table';
import { counted } from '../words';
import type { Findings } from './findings';

/** What one server is in a few numbers. */
export function glance({ server, policy, pki }: Part, edges: readonly PlannedEdge[], findings: Findings): Html {
  const callers = new Set(edges.filter(({ callerKind }) => callerKind === 'client').map(({ caller }) => caller.name));
  const certificates = pki?.leaves.filter(({ role }) => role !== 'trust').length ?? 0;
  const facts: Array<readonly [string, Html]> = [
    ...(server
      ? [['Temporal', html`${server.version}<span class="more">${code(server.address)}</span>`] as const]
      : []),
    ['Callers', html`${callers.size}<span class="more">of the frontend</span>`],
    ...(server
      ? [
          [
            'Subjects',
            html`${server.subjects.length}<span class="more">${mayDoSomething(server, policy)} may do something</span>`,
          ] as const,
        ]
      : []),
    [
      'Certificates',
      html`${certificates}<span class="more">in use, of ${counted(pki?.authorities.length ?? 0, 'authority')}</span>`,
    ],
    ['Findings', openFindings(findings)],
  ];
  return html`<dl class="glance">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;
}

/** How many subjects there are whom not every call is denied. */
function mayDoSomething({ subjects }: PlannedServer, policy: Policy | undefined): number {
  if (policy === undefined) return subjects.filter(({ claims }) => claims.length > 0).length;
  return subjectsOf(policy).filter(({ caller }) => reachOf(policy, caller, 0).size > 0).length;
}

function openFindings({ errors, warnings, accepted }: Findings): Html {
  const open = errors.length + warnings.length;
  return html`<a href="#findings">${open === 0 ? 'none open' : `${open} open`}</a><span class="more">${
    errors.length > 0 ? `${counted(errors.length, 'error')}: synthesis refuses it; ` : ''
  }${accepted.length} accepted</span>`;
}

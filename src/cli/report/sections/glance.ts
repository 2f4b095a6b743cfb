import type { PlannedEdge } from '../../../plan/edges';
import { type Html, html } from '../html';
import type { Part } from '../part';
import { code } from '../table';
import { counted } from '../words';
import type { Findings } from './findings';

/** What one server is in a few numbers. */
export function glance({ server, pki }: Part, edges: readonly PlannedEdge[], findings: Findings): Html {
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
            html`${server.subjects.length}<span class="more">${server.subjects.filter(({ claims }) => claims.length > 0).length} may do something</span>`,
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

function openFindings({ errors, warnings, accepted }: Findings): Html {
  const open = errors.length + warnings.length;
  return html`<a href="#findings">${open === 0 ? 'none open' : `${open} open`}</a><span class="more">${
    errors.length > 0 ? `${counted(errors.length, 'error')}: synthesis refuses it; ` : ''
  }${accepted.length} accepted</span>`;
}

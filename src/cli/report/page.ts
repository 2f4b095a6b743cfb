import { createHash } from 'node:crypto';
import type { Difference } from '../../enforcement/policy/diff';
import type { Plan } from '../../plan/plan';
import type { PlannedServer } from '../../plan/planned-server';
import { type Html, html, NOTHING } from './html';
import type { Part } from './part';
import { certificateSection } from './sections/certificates';
import { changesSection } from './sections/changes';
import { type Findings, findingSection, findingsOf } from './sections/findings';
import { glance } from './sections/glance';
import { permissionSection } from './sections/permissions';
import { policySection } from './sections/policy';
import { trustSection } from './sections/trust';
import { whoCanSection } from './sections/who-can';
import type { StoreDates } from './store-dates';
import { STYLE } from './style/style';
import { counted } from './words';

/** What changes on one server. */
export interface Changes {
  /** The path of its stack. */
  readonly path: string;
  readonly differences: readonly Difference[];
}

/** The whole page. It loads nothing and runs nothing: its one style stands in it, and is named by its hash. */
export function page(plan: Plan, dates: StoreDates, changes?: Changes): string {
  const parts = partsOf(plan);
  const findings = findingsOf(plan.findings);
  const title = `temporal-auth report: ${parts.map(({ path }) => path).join(', ') || 'nothing declared'}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hashOf(STYLE.markup)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="eyebrow">temporal-auth report</p>
<h1>Who may call Temporal, and who trusts whom</h1>
<p class="lead">What the program declares, without any secret value.</p>
${refused(findings)}</header>
${contents(parts, changes)}
<main id="main">
${parts.map((part) => partSection(part, plan, dates, changes))}
${findingSection(findings)}
</main>
<footer><p>Made by <code>npx temporal-auth report</code>. The same program makes the same page.</p></footer>
</body>
</html>
`.markup;
}

function partsOf({ servers, pkis, policies }: Plan): Part[] {
  const served = new Set(servers.map(({ pki }) => pki));
  const alone = pkis.filter(({ path }) => !served.has(path));
  return [
    ...servers.map((server) => ({
      path: server.path,
      server,
      policy: policies.find(({ path, mode }) => path === server.path && mode === 'policy')?.policy,
      pki: pkis.find(({ path }) => path === server.pki),
    })),
    ...alone.map((pki) => ({ path: pki.path, pki })),
  ].map((part, index) => ({ ...part, id: `part-${index + 1}` }));
}

function partSection(part: Part, { edges, findings }: Plan, dates: StoreDates, changes?: Changes): Html {
  const { id, path, server, pki } = part;
  const own = edges.filter((edge) => edge.pki === pki?.path);
  return html`<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${path}</h2>
${glance(part, own, findingsOf(findings.filter((of) => of.path === path)))}
${pki ? trustSection(id, pki, own) : NOTHING}${server ? decisions(part, server) : NOTHING}${
  changes?.path === path ? changesSection(id, changes.differences) : NOTHING
}${pki ? certificateSection(id, pki, dates) : NOTHING}</section>
`;
}

/** Who may do what, as the mode of the server has it. */
function decisions({ id, policy }: Part, server: PlannedServer): Html {
  if (policy === undefined) return permissionSection(id, server);
  return html`${policySection(id, server, policy)}${whoCanSection(id, policy)}`;
}

/** A program with open errors makes no manifest, which nobody who reads the rest should overlook. */
function refused({ errors }: Findings): Html {
  if (errors.length === 0) return NOTHING;
  return html`<p class="alarm"><b>✕ Refused.</b> Synthesis writes nothing while <a href="#open">${counted(errors.length, 'error')}</a> ${errors.length === 1 ? 'is' : 'are'} open.</p>
`;
}

function contents(parts: readonly Part[], changes?: Changes): Html {
  const link = (id: string, text: string) => html`<li><a href="#${id}">${text}</a></li>`;
  return html`<nav aria-label="Contents"><ul>
${parts.map(
  ({
    id,
    path,
    server,
    policy,
    pki,
  }) => html`<li><a href="#${id}">${path}</a><ul>${pki ? link(`${id}-trust`, 'Who trusts whom') : NOTHING}${
    server ? link(`${id}-permissions`, 'Who may do what') : NOTHING
  }${policy ? link(`${id}-who-can`, 'Who can call what') : NOTHING}${
    changes?.path === path ? link(`${id}-changes`, 'What changes') : NOTHING
  }${pki ? link(`${id}-certificates`, 'Certificates') : NOTHING}</ul></li>
`,
)}<li><a href="#findings">Findings</a><ul>${link('open', 'Open')}${link('accepted', 'Accepted')}</ul></li>
</ul></nav>
`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

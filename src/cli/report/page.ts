import { createHash } from 'node:crypto';
import type { Plan } from '../../plan/plan';
import { type Html, html, NOTHING } from './html';
import type { Part } from './part';
import { certificateSection } from './sections/certificates';
import { type Findings, findingSection, findingsOf } from './sections/findings';
import { glance } from './sections/glance';
import { permissionSection } from './sections/permissions';
import { trustSection } from './sections/trust';
import type { StoreDates } from './store-dates';
import { STYLE } from './style/style';
import { counted } from './words';

/** The whole page. It loads nothing and runs nothing: its one style stands in it, and is named by its hash. */
export function page(plan: Plan, dates: StoreDates): string {
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
${contents(parts)}
<main id="main">
${parts.map((part) => partSection(part, plan, dates))}
${findingSection(findings)}
</main>
<footer><p>Made by <code>npx temporal-auth report</code>. The same program makes the same page.</p></footer>
</body>
</html>
`.markup;
}

function partsOf({ servers, pkis }: Plan): Part[] {
  const served = new Set(servers.map(({ pki }) => pki));
  const alone = pkis.filter(({ path }) => !served.has(path));
  return [
    ...servers.map((server) => ({ path: server.path, server, pki: pkis.find(({ path }) => path === server.pki) })),
    ...alone.map((pki) => ({ path: pki.path, pki })),
  ].map((part, index) => ({ ...part, id: `part-${index + 1}` }));
}

function partSection(part: Part, { edges, findings }: Plan, dates: StoreDates): Html {
  const { id, path, server, pki } = part;
  const own = edges.filter((edge) => edge.pki === pki?.path);
  return html`<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${path}</h2>
${glance(part, own, findingsOf(findings.filter((of) => of.path === path)))}
${pki ? trustSection(id, pki, own) : NOTHING}${server ? permissionSection(id, server) : NOTHING}${pki ? certificateSection(id, pki, dates) : NOTHING}</section>
`;
}

/** A program with open errors makes no manifest, which nobody who reads the rest should overlook. */
function refused({ errors }: Findings): Html {
  if (errors.length === 0) return NOTHING;
  return html`<p class="alarm"><b>✕ Refused.</b> Synthesis writes nothing while <a href="#open">${counted(errors.length, 'error')}</a> ${errors.length === 1 ? 'is' : 'are'} open.</p>
`;
}

function contents(parts: readonly Part[]): Html {
  const link = (id: string, text: string) => html`<li><a href="#${id}">${text}</a></li>`;
  return html`<nav aria-label="Contents"><ul>
${parts.map(
  ({
    id,
    path,
    server,
    pki,
  }) => html`<li><a href="#${id}">${path}</a><ul>${pki ? link(`${id}-trust`, 'Who trusts whom') : NOTHING}${
    server ? link(`${id}-permissions`, 'Who may do what') : NOTHING
  }${pki ? link(`${id}-certificates`, 'Certificates') : NOTHING}</ul></li>
`,
)}<li><a href="#findings">Findings</a><ul>${link('open', 'Open')}${link('accepted', 'Accepted')}</ul></li>
</ul></nav>
`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

import { Severity } from '../../../core/problem';
import type { PlannedFinding, PlannedFindings } from '../../../plan/findings';
import { type Html, html, NOTHING } from '../html';
import { code, table } from '../table';
import { counted } from '../words';

/** Findings, told apart. */
export interface Findings {
  readonly errors: readonly PlannedFinding[];
  readonly warnings: readonly PlannedFinding[];
  readonly accepted: readonly PlannedFinding[];
}

/** Tells apart what was found. */
export function findingsOf(findings: readonly PlannedFindings[]): Findings {
  const all = findings.flatMap(({ found }) => found);
  const open = all.filter(({ acknowledged }) => acknowledged === undefined);
  return {
    errors: open.filter(({ severity }) => severity === Severity.ERROR),
    warnings: open.filter(({ severity }) => severity !== Severity.ERROR),
    accepted: all.filter(({ acknowledged }) => acknowledged !== undefined),
  };
}

/** What is open, and what was accepted and why. */
export function findingSection({ errors, warnings, accepted }: Findings): Html {
  const open = [...errors, ...warnings];
  return html`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
<p class="lead">What the checks find in the program. The manifests are checked too, when synthesis writes them; this page does not show that.</p>
<h3 id="open">Open</h3>
${
  open.length === 0
    ? html`<p class="none"><span aria-hidden="true">✓</span> Nothing is open.</p>`
    : table({
        caption: `Open: ${counted(errors.length, 'error')}, ${counted(warnings.length, 'warning')}`,
        columns: [
          ['Finding', 28],
          ['What to do', 28],
          ['Expected, and found', 44],
        ],
        rows: open.map((finding) => [named(finding), html`${finding.fix}`, facts(finding)]),
      })
}
<h3 id="accepted">Accepted</h3>
${
  accepted.length === 0
    ? html`<p class="none">Nothing was accepted.</p>`
    : table({
        caption: `Accepted: ${counted(accepted.length, 'finding')}, each with its reason`,
        columns: [
          ['Finding', 28],
          ['Accepted, because', 28],
          ['Expected, and found', 44],
        ],
        rows: accepted.map((finding) => [named(finding), html`<q>${finding.acknowledged ?? ''}</q>`, facts(finding)]),
      })
}
</section>
`;
}

function named({ code: name, severity, path, option, acknowledged }: PlannedFinding): Html {
  const [sign, word] =
    acknowledged !== undefined ? ['✓', 'accepted'] : severity === Severity.ERROR ? ['✕', 'error'] : ['!', 'warning'];
  return html`<span class="sign ${word}"><span aria-hidden="true">${sign}</span> ${word}</span> ${code(name)}<span class="more">${
    path === undefined ? NOTHING : html`${code(path)}<br>`
  }${code(option)}</span>`;
}

function facts({ expected, value, found, details = [] }: PlannedFinding): Html {
  const said = [value, found].filter((text) => text !== '').join('; ');
  return html`${expected}${said === '' ? NOTHING : html`<span class="more">found: ${said}</span>`}${
    details.length === 0
      ? NOTHING
      : html`<details><summary>${counted(details.length, 'detail')}</summary><ul>${details.map((detail) => html`<li>${detail}</li>`)}</ul></details>`
  }`;
}

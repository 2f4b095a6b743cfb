import type { Finding } from '../../src/core/findings';

/** Findings as a reviewer reads them: one paragraph each, every detail on a line. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, code, path, option, value, found, acknowledged, details = [] }) =>
      [
        `${severity} ${code} ${path}`,
        `${option}: ${found || value}`,
        ...(acknowledged === undefined ? [] : [`acknowledged: ${acknowledged}`]),
        ...details.map((detail) => `- ${detail}`),
      ].join('\n'),
    )
    .join('\n\n');
}

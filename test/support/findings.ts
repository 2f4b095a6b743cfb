import type { Finding } from '../../src/core/findings';

/** The facts of findings by which a program would tell them apart, for comparison. */
export function facts(findings: readonly Pick<Finding, 'severity' | 'code' | 'option' | 'value'>[]): object[] {
  return findings
    .map((finding) => ({ path: '', ...finding }))
    .map(({ severity, code, path, option, value }) => ({ severity, code, path, option, value }));
}

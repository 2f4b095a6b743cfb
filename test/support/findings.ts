import type { Finding } from '../../src/core/findings';

/** The facts of findings by which a program would tell them apart, for comparison. */
export function facts(
  findings: readonly Pick<Finding, 'severity' | 'code' | 'option' | 'value' | 'found'>[],
): object[] {
  return findings
    .map((finding) => ({ path: '', ...finding }))
    .map(({ severity, code, path, option, value, found }) => ({
      severity,
      code,
      path,
      option,
      ...(found === '' ? { value } : { found }),
    }));
}

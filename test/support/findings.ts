import type { Finding } from '../../src/core/findings';

/** The facts of findings by which a program would tell them apart, for comparison. */
export function facts(findings: readonly Finding[]): object[] {
  return findings.map(({ severity, code, path, option, value }) => ({ severity, code, path, option, value }));
}

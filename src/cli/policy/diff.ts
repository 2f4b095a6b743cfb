import { effects } from '../../core/effects';
import { policyDiff } from '../../enforcement/policy/diff';
import { EXIT, jsonText, type Terminal, table } from '../terminal';
import { type PolicySource, policyOfFile, policyOfSource } from './source';

/** Options of `policy diff`. */
export interface DiffOptions extends PolicySource {
  readonly json?: boolean;
}

/** The codes that `policy diff` ends with where the policies differ. */
export const DIFF_EXIT = { narrower: 4, wider: 5 } as const;

/** Lists what somebody may do more or less than before. */
export function diff(before: string, { json, ...source }: DiffOptions, terminal: Terminal): number {
  const found = policyDiff(policyOfFile(before)._policy, policyOfSource(source)._policy, effects.now().getTime());
  if (json) terminal.out(jsonText(found));
  else if (found.length === 0) terminal.out('the same\n');
  else {
    const rows = found.map(({ change, subject, permission, place, before: was, after }) => [
      change,
      subject,
      permission,
      place,
      was,
      after,
    ]);
    terminal.out(table([['CHANGE', 'WHO', 'PERMISSION', 'WHERE', 'BEFORE', 'AFTER'], ...rows]));
  }
  if (found.length === 0) return EXIT.done;
  return found.some(({ change }) => change === 'wider') ? DIFF_EXIT.wider : DIFF_EXIT.narrower;
}

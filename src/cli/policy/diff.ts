import { effects } from '../../core/effects';
import { refuse } from '../../core/errors';
import { modeDiff } from '../../enforcement/mode-diff';
import { type Change, policyDiff } from '../../enforcement/policy/diff';
import { EXIT, jsonText, type Terminal, table } from '../terminal';
import { type PolicySource, plannedPolicy, policyOfFile, policyOfSource } from './source';

/** Options of `policy diff`. */
export interface DiffOptions extends PolicySource {
  readonly modes?: boolean;
  readonly json?: boolean;
}

/** The codes that `policy diff` ends with where the policies differ. */
export const DIFF_EXIT = { narrower: 4, wider: 5 } as const;

/** Lists what somebody may do more or less than before, or would in the other mode. */
export function diff(before: string | undefined, { modes, ...options }: DiffOptions, terminal: Terminal): number {
  if ((before === undefined) === (modes === undefined)) {
    refuse('MISSING_OPTION', {
      option: 'policy diff',
      expected: 'the file that compile wrote, or --modes',
      fix: 'Give one of the two.',
    });
  }
  return before === undefined ? betweenModes(options, terminal) : betweenPolicies(before, options, terminal);
}

function betweenPolicies(before: string, { json, ...source }: DiffOptions, terminal: Terminal): number {
  const found = policyDiff(policyOfFile(before)._policy, policyOfSource(source)._policy, effects.now().getTime());
  const columns = ['CHANGE', 'WHO', 'PERMISSION', 'WHERE', 'BEFORE', 'AFTER'];
  if (json) terminal.out(jsonText(found));
  else say(terminal, columns, found, ({ permission }) => permission);
  return exitOf(found);
}

function betweenModes({ json, ...source }: DiffOptions, terminal: Terminal): number {
  const planned = plannedPolicy(source);
  const { mode: from, refused } = planned;
  const to = from === 'policy' ? 'default-authorizer' : 'policy';
  const differences = modeDiff(planned, effects.now().getTime());
  const columns = ['CHANGE', 'WHO', 'API', 'WHERE', `BY ${from.toUpperCase()}`, `BY ${to.toUpperCase()}`];
  if (json) terminal.out(jsonText({ from, to, refused, differences }));
  else say(terminal, columns, differences, ({ api }) => api);
  for (const problem of refused) terminal.err(`Synthesis refuses the program with ${to}: ${problem}\n`);
  return exitOf(differences);
}

interface Shown {
  readonly change: Change;
  readonly subject: string;
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

function say<T extends Shown>(
  terminal: Terminal,
  columns: readonly string[],
  found: readonly T[],
  what: (difference: T) => string,
): void {
  const rows = found.map((one) => [one.change, one.subject, what(one), one.place, one.before, one.after]);
  terminal.out(rows.length === 0 ? 'the same\n' : table([columns, ...rows]));
}

function exitOf(found: readonly Shown[]): number {
  if (found.length === 0) return EXIT.done;
  return found.some(({ change }) => change === 'wider') ? DIFF_EXIT.wider : DIFF_EXIT.narrower;
}

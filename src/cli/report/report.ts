import { resolve } from 'node:path';
import { replacePublicFile } from '../../certificate-store/public-file';
import { refuse } from '../../core/errors';
import { policyDiff } from '../../enforcement/policy/diff';
import type { Plan } from '../../plan/plan';
import { policyMeant, policyOfFile } from '../policy/source';
import { type ProgramOptions, planOfProgram } from '../program';
import { EXIT, type Terminal } from '../terminal';
import { type Changes, page } from './page';
import { datesInStores } from './store-dates';

/** Options of `report`. */
export interface ReportOptions extends ProgramOptions {
  readonly out: string;
  /** A file that `policy compile` wrote. */
  readonly before?: string;
  /** The path of the stack that is compared with it. */
  readonly stack?: string;
}

/** Writes the page of a program, whole or not at all. Throws what making a plan, reading a store and writing a file throw. */
export async function report({ out, before, stack, ...source }: ReportOptions, terminal: Terminal): Promise<number> {
  const plan = planOfProgram(source);
  const text = page(plan, datesInStores(), changesSince(before, plan, stack));
  await replacePublicFile(resolve(out), text);
  terminal.out(`${out} is written; open it in a browser, or print it.\n`);
  return EXIT.done;
}

/** What changes, whatever the time: a user that expires counts as one that does not. */
function changesSince(before: string | undefined, { policies }: Plan, stack: string | undefined): Changes | undefined {
  if (before === undefined) {
    if (stack === undefined) return undefined;
    return refuse('MISSING_OPTION', {
      option: '--before',
      expected: 'the policy that the stack is compared with, a file that policy compile wrote',
      fix: 'Give it, or leave out --stack: the page shows every stack.',
    });
  }
  const { path, policy } = policyMeant(policies, stack);
  return { path, differences: policyDiff(policyOfFile(before)._policy, policy, 0) };
}

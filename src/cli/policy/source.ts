import { refuse } from '../../core/errors';
import { readNamedFile } from '../../core/files/named-file';
import { CompiledPolicy } from '../../enforcement/policy/compiled-policy';
import type { PlannedPolicy } from '../../plan/policies';
import { type ProgramOptions, planOfProgram } from '../program';

/** Where a command finds the policy that it is about. */
export interface PolicySource extends ProgramOptions {
  /** A file that `policy compile` wrote. */
  readonly policy?: string;
  /** The path of a stack. */
  readonly stack?: string;
}

/** The policy that is meant. Throws `MISSING_OPTION`, `INVALID_VALUE`, `NO_PLAN` and what reading a policy throws. */
export function policyOfSource({ policy, ...program }: PolicySource): CompiledPolicy {
  return policy === undefined ? CompiledPolicy._of(plannedPolicy(program).policy) : policyOfFile(policy);
}

/** What a program says of the stack that is meant. Throws `MISSING_OPTION`, `INVALID_VALUE`, `NO_PLAN`. */
export function plannedPolicy({ stack, ...program }: PolicySource): PlannedPolicy {
  return policyMeant(planOfProgram(program).policies, stack);
}

/** Which one of several is meant. Throws `MISSING_OPTION`, `INVALID_VALUE`. */
export function policyMeant(policies: readonly PlannedPolicy[], stack: string | undefined): PlannedPolicy {
  const paths = policies.map(({ path }) => path);
  if (stack === undefined && policies.length > 1) {
    refuse('MISSING_OPTION', {
      option: '--stack',
      expected: `one of the stacks of the program: ${paths.join(', ')}`,
      fix: 'Name the one that is meant.',
    });
  }
  const found = policies.find(({ path }) => stack === undefined || path === stack);
  if (found !== undefined) return found;
  return refuse('INVALID_VALUE', {
    option: '--stack',
    value: stack,
    expected: paths.length === 0 ? 'a program with a TemporalAuthStack' : `one of ${paths.join(', ')}`,
    fix: 'Name a stack of the program.',
  });
}

/** Reads what `policy compile` wrote. */
export function policyOfFile(file: string): CompiledPolicy {
  return CompiledPolicy._read(readNamedFile(file).toString('utf8'), file);
}

import { Enforcement } from '../../../src/access/enforcement';
import type { PolicyOptions } from '../../../src/access/policy-options';
import type { RbacRoleSet } from '../../../src/access/rbac-role-set';
import type { TemporalAuthStack } from '../../../src/stack/temporal-auth-stack';
import { Program } from '../../gen/program';

/** A program where the policy server decides; its Temporal namespace is `payments`. */
export interface PolicyProgram {
  readonly program: Program;
  readonly roles: RbacRoleSet;
  readonly auth: TemporalAuthStack;
}

export function policyProgram(options?: PolicyOptions): PolicyProgram {
  const program = new Program();
  const roles = program.roles();
  return { program, roles, auth: program.stack({ roles, enforcement: Enforcement.policy(options) }) };
}

/** What the ConfigMap of a shard holds. */
export function shardOf({ program }: PolicyProgram, shard = 0): Readonly<Record<string, string>> {
  return program.object(`ConfigMap temporal/temporal-policy-${shard}`).data ?? {};
}

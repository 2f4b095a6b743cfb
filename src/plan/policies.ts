import { apisOf } from '../access/catalogue/api-catalogue';
import { Enforcement } from '../access/enforcement';
import { grantsOf } from '../access/grants';
import { subjectName } from '../access/subject';
import { listOf, oneOf, options, text } from '../core/guards';
import { sortedUnique } from '../core/order';
import { Severity } from '../core/problem';
import { checkAll } from '../core/rule';
import { claimsOfGrants } from '../enforcement/default-authorizer/compile-claims';
import type { RolesInModes } from '../enforcement/mode-diff';
import { modeOf } from '../enforcement/modes';
import { policyOf } from '../enforcement/policy/compile-policy';
import { policy } from '../enforcement/policy/read-policy';
import type { AuthModel } from '../model/auth-model';
import { DECLARED_SERVERS } from '../model/declared-servers';
import type { PlanPart } from './part';
import { MOST_SUBJECTS } from './planned-server';

/** The roles of one stack, as the policy server would be told of them and as Temporal's own would be, whatever decides there. */
export interface PlannedPolicy extends RolesInModes {
  /** The path of the stack. */
  readonly path: string;
  /** Why the other mode would refuse the program: codes, and the paths of what has them. */
  readonly refused: readonly string[];
}

const MODES = ['default-authorizer', 'policy'] as const;

/** Who may do what, in both modes. */
export const POLICIES: PlanPart<readonly PlannedPolicy[]> = {
  describe: (app) => DECLARED_SERVERS.of(app).map(describePolicy),
  read: listOf(
    options<PlannedPolicy>({
      path: text(),
      policy,
      mode: oneOf(MODES, 'a mode'),
      claims: listOf(
        options<RolesInModes['claims'][number]>({ subject: text(), items: listOf(text()) }),
        MOST_SUBJECTS,
      ),
      refused: listOf(text()),
    }),
  ),
};

function describePolicy(model: AuthModel): PlannedPolicy {
  const { roles, users } = model.authorization;
  const mode = model.enforcement.kind;
  const claims = claimsOfGrants(apisOf(model.server.version), grantsOf(roles, users));
  return {
    path: model.path,
    policy: policyOf(model),
    mode,
    claims: claims.map(({ subjectKind: kind, subject: id, permissions: items }) => ({
      subject: subjectName({ kind, id }),
      items,
    })),
    refused: refusals(model, mode === 'policy' ? Enforcement.defaultAuthorizer() : Enforcement.policy()),
  };
}

/** Why a program would be refused in another mode. */
function refusals(model: AuthModel, { _model: enforcement }: Enforcement): string[] {
  const problems = checkAll(modeOf(enforcement).rules, { ...model, enforcement });
  return sortedUnique(
    problems.filter(({ severity }) => severity === Severity.ERROR).map(({ code, path }) => `${code} at ${path}`),
  );
}

import type { PolicyModel } from '../../access/model';
import type { Rule } from '../../core/rule';
import type { AuthModel } from '../../model/auth-model';
import { SectionFiles } from '../../model/section';
import { keptGuarantees } from '../guarantees';
import type { EnforcementMode, JudgedRoles } from '../mode';
import { sharedSubjects } from '../shared-subjects';
import { compilePolicy } from './compile-policy';
import { mountPolicy, policyConfigMaps, policySettings } from './config-maps';
import { judgedGrants } from './judged-grants';
import type { Policy } from './policy';
import { renderPolicyTable } from './policy-table';
import { fittingShards } from './rules/fitting-shards';
import { readableGroups } from './rules/readable-groups';
import { usableScopes } from './rules/usable-scopes';

/** The policy server decides, by the compiled policy of the roles. */
export function policyMode(enforcement: PolicyModel): EnforcementMode {
  return {
    rules: POLICY_RULES,
    section: (model, service) => {
      const files = new SectionFiles();
      // Nothing else than a frontend decides about calls.
      if (service === 'frontend' || service === 'internal-frontend') mountPolicy(files, model);
      return { config: { authorizer: 'policy', claimMapper: 'policy' }, files: files.files };
    },
    objects: (namePrefix) => policyConfigMaps(namePrefix, enforcement),
    readAtStart: policySettings,
    claims: () => [],
    permissionTable: (roles) => renderPolicyTable(compiledRoles(roles)),
  };
}

/** What is checked where the policy server decides, in the order in which it is reported. */
export const POLICY_RULES: readonly Rule<AuthModel>[] = [
  usableScopes,
  readableGroups,
  sharedSubjects,
  keptGuarantees((roles) => judgedGrants(compiledRoles(roles))),
  fittingShards,
];

/** Who may do what, without the certificates that stand for somebody. */
function compiledRoles({ authorization, server }: JudgedRoles): Policy {
  return compilePolicy(authorization, server.version, []);
}

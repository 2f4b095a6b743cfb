import type { PolicyModel } from '../../access/model';
import { isStockServer } from '../../access/server-image';
import type { Rule } from '../../core/rule';
import type { WrongImage } from '../../kubernetes/model';
import type { AuthModel } from '../../model/auth-model';
import { SectionFiles } from '../../model/section';
import { keptGuarantees } from '../guarantees';
import type { EnforcementMode, JudgedRoles } from '../mode';
import { sharedSubjects } from '../shared-subjects';
import { policyCallers } from './callers';
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
    image: () => enforcement.image,
    wrongImage: (image) => wrongImage(image, enforcement),
    objects: (namePrefix) => policyConfigMaps(namePrefix, enforcement),
    readAtStart: policySettings,
    claims: () => [],
    callers: ({ authorization }) => policyCallers(authorization),
    permissionTable: (roles) => renderPolicyTable(compiledRoles(roles)),
  };
}

/** Temporal's own server, also from a mirror, refuses to start with the policy's configuration; every other server is what the program says. */
function wrongImage(image: string, { image: said }: PolicyModel): WrongImage | undefined {
  if (said === undefined ? !isStockServer(image) : image === said) return undefined;
  return {
    expected:
      said ?? 'an image of server/Dockerfile, since that of Temporal itself refuses to start with this configuration',
    fix: 'Give the container the serverImage of the TemporalAuthStack, which Enforcement.policy({ image }) says.',
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

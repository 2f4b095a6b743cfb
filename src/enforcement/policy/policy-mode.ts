import type { PolicyModel } from '../../access/model';
import type { Rule } from '../../core/rule';
import type { AuthModel } from '../../model/auth-model';
import { SectionFiles } from '../../model/section';
import { keptGuarantees } from '../guarantees';
import type { EnforcementMode, EnforcementObject, JudgedRoles } from '../mode';
import { sharedSubjects } from '../shared-subjects';
import { authorityFiles, policyCertificates } from './certificates';
import { compilePolicy } from './compile-policy';
import { judgedGrants } from './judged-grants';
import type { Policy } from './policy';
import { renderPolicyTable } from './policy-table';
import { fittingShards } from './rules/fitting-shards';
import { readableGroups } from './rules/readable-groups';
import { usableScopes } from './rules/usable-scopes';
import { renderSettings, SETTINGS_FILE } from './settings';
import { INDEX_FILE, policyFiles, shardName } from './shards';

/** Where the frontends' pods have the policy, and what the policy server is told. */
const FOLDERS = { policy: '/etc/temporal-auth/policy', settings: '/etc/temporal-auth/policy-settings' } as const;

/** The policy server decides, by the compiled policy of the roles. */
export function policyMode(enforcement: PolicyModel): EnforcementMode {
  return {
    rules: POLICY_RULES,
    section: (model, service) => {
      const files = new SectionFiles();
      // Nothing else than a frontend decides about calls.
      if (service === 'frontend' || service === 'internal-frontend') mountPolicy(files, model, enforcement);
      return { config: { authorizer: 'policy', claimMapper: 'policy' }, files: files.files };
    },
    objects: (namePrefix) => policyObjects(namePrefix, enforcement),
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

/** The policy of a whole program. */
export function policyOf(model: AuthModel): Policy {
  return compilePolicy(model.authorization, model.server.version, policyCertificates(model));
}

function mountPolicy(files: SectionFiles, model: AuthModel, { shards }: PolicyModel): void {
  for (let shard = 0; shard < shards; shard += 1) {
    const mount = (folder: string, key: string) =>
      files.mounted(`${folder}/${key}`, { kind: 'ConfigMap', name: objectName(model.namePrefix, shard), key });
    if (shard === 0) {
      mount(FOLDERS.settings, SETTINGS_FILE);
      mount(FOLDERS.policy, INDEX_FILE);
    }
    mount(FOLDERS.policy, shardName(shard));
  }
  for (const { path, source } of authorityFiles(model)) files.mounted(path, source);
}

function policyObjects(namePrefix: string, enforcement: PolicyModel): EnforcementObject[] {
  return Array.from({ length: enforcement.shards }, (_, shard) => ({
    id: `Policy-${shard}`,
    name: objectName(namePrefix, shard),
    data: (model: AuthModel) => {
      const { index, shards } = policyFiles(policyOf(model), enforcement.shards);
      const own = { [shards[shard].name]: shards[shard].text };
      if (shard > 0) return own;
      const settings = renderSettings(enforcement, FOLDERS.policy, authorityFiles(model));
      return { [SETTINGS_FILE]: settings, [index.name]: index.text, ...own };
    },
  }));
}

function objectName(namePrefix: string, shard: number): string {
  return `${namePrefix}-policy-${shard}`;
}

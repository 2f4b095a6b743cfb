import type { PolicyModel } from '../../access/model';
import type { Rule } from '../../core/rule';
import type { AuthModel } from '../../model/auth-model';
import { SectionFiles } from '../../model/section';
import { keptGuarantees } from '../guarantees';
import type { EnforcementMode, EnforcementObject, JudgedRoles } from '../mode';
import { sharedSubjects } from '../shared-subjects';
import { compilePolicy } from './compile-policy';
import { judgedGrants } from './judged-grants';
import type { Policy } from './policy';
import { renderPolicyTable } from './policy-table';
import { fittingShards } from './rules/fitting-shards';
import { readableGroups } from './rules/readable-groups';
import { usableScopes } from './rules/usable-scopes';
import { renderSettings, SETTINGS_FILE } from './settings';
import { policyFiles, shardName } from './shards';

/** Where a server's pods have the policy, and what the policy server is told. */
const FOLDERS = { policy: '/etc/temporal/policy', settings: '/etc/temporal/policy-settings' } as const;

/** The policy server decides, by the compiled policy of the roles. */
export function policyMode(enforcement: PolicyModel): EnforcementMode {
  return {
    rules: POLICY_RULES,
    section: ({ namePrefix }, service) => {
      const files = new SectionFiles();
      if (service === 'frontend' || service === 'internal-frontend') {
        for (const { name, keys } of mounted(namePrefix, enforcement)) {
          for (const [key, path] of keys) files.mounted(path, { kind: 'ConfigMap', name, key });
        }
      }
      return { config: { authorizer: 'policy', claimMapper: 'policy' }, files: files.files };
    },
    objects: (namePrefix) => policyObjects(namePrefix, enforcement),
    claims: () => [],
    permissionTable: (roles) => renderPolicyTable(compiled(roles)),
  };
}

/** What is checked where the policy server decides, in the order in which it is reported. */
export const POLICY_RULES: readonly Rule<AuthModel>[] = [
  usableScopes,
  readableGroups,
  sharedSubjects,
  keptGuarantees((roles) => judgedGrants(compiled(roles))),
  fittingShards,
];

function compiled({ authorization, server }: JudgedRoles): Policy {
  return compilePolicy(authorization, server.version, []);
}

function policyObjects(namePrefix: string, enforcement: PolicyModel): EnforcementObject[] {
  return Array.from({ length: enforcement.shards }, (_, shard) => ({
    id: `Policy-${shard}`,
    name: objectName(namePrefix, shard),
    data: (model: AuthModel) => {
      const { index, shards } = policyFiles(compiled(model), enforcement.shards);
      const own = { [shards[shard].name]: shards[shard].text };
      if (shard > 0) return own;
      return { [SETTINGS_FILE]: renderSettings(enforcement, FOLDERS.policy), [index.name]: index.text, ...own };
    },
  }));
}

/** The keys of each ConfigMap, and where pods have them. */
function mounted(namePrefix: string, { shards }: PolicyModel) {
  return Array.from({ length: shards }, (_, shard) => {
    const name = objectName(namePrefix, shard);
    const keys: [string, string][] = [[shardName(shard), `${FOLDERS.policy}/${shardName(shard)}`]];
    if (shard > 0) return { name, keys };
    const first: [string, string][] = [
      [SETTINGS_FILE, `${FOLDERS.settings}/${SETTINGS_FILE}`],
      ['index.json', `${FOLDERS.policy}/index.json`],
    ];
    return { name, keys: [...first, ...keys] };
  });
}

function objectName(namePrefix: string, shard: number): string {
  return `${namePrefix}-policy-${shard}`;
}

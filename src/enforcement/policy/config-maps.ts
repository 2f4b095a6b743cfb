import { createHash } from 'node:crypto';
import type { PolicyModel } from '../../access/model';
import { oncePer } from '../../core/derived';
import type { AuthModel } from '../../model/auth-model';
import type { SectionFiles } from '../../model/section';
import type { EnforcementObject } from '../mode';
import { authorityFiles } from './certificates';
import { policyOf } from './compile-policy';
import { renderSettings, SETTINGS_FILE } from './settings';
import { policyFiles } from './shards';

/** Where the frontends' pods have the policy, and what the policy server is told. */
const FOLDERS = { policy: '/etc/temporal-auth/policy', settings: '/etc/temporal-auth/policy-settings' } as const;

/** A ConfigMap of the policy, as it is written. */
interface Written {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The ConfigMaps of a whole program: names, mounts and contents ask for them, and two services mount each. */
const written = oncePer((model: AuthModel): readonly Written[] => {
  const enforcement = model.enforcement as PolicyModel;
  const { index, shards } = policyFiles(policyOf(model), enforcement.shards);
  return shards.map(({ name, text }, shard) => {
    const own = { [name]: text };
    const data = shard > 0 ? own : { [SETTINGS_FILE]: policySettings(model), [index.name]: index.text, ...own };
    const stable = stableName(model.namePrefix, shard);
    return { name: enforcement.namedByContent ? `${stable}-${contentHash(data)}` : stable, data };
  });
});

/** What the policy server is told when it starts. */
export function policySettings(model: AuthModel): string {
  return renderSettings(model.enforcement as PolicyModel, FOLDERS.policy, authorityFiles(model));
}

/** Mounts the policy, what the policy server is told, and the CA certificates by which it knows the authorities of callers. */
export function mountPolicy(files: SectionFiles, model: AuthModel): void {
  for (const { name, data } of written(model)) {
    for (const key of Object.keys(data)) {
      const folder = key === SETTINGS_FILE ? FOLDERS.settings : FOLDERS.policy;
      files.mounted(`${folder}/${key}`, { kind: 'ConfigMap', name, key });
    }
  }
  for (const { path, source } of authorityFiles(model)) files.mounted(path, source);
}

/** The ConfigMaps of the policy, as many as the program says. */
export function policyConfigMaps(namePrefix: string, { shards, namedByContent }: PolicyModel): EnforcementObject[] {
  return Array.from({ length: shards }, (_, shard) => ({
    id: `Policy-${shard}`,
    name: namedByContent ? (model: AuthModel) => written(model)[shard].name : stableName(namePrefix, shard),
    data: (model: AuthModel) => written(model)[shard].data,
  }));
}

function stableName(namePrefix: string, shard: number): string {
  return `${namePrefix}-policy-${shard}`;
}

/** Long enough that no two policies of a cluster share it: a ConfigMap that cannot be changed keeps the policy that it has. */
function contentHash(data: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
}

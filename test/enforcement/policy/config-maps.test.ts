import { Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Enforcement } from '../../../src/access/enforcement';
import { PolicyConfigMaps, type PolicyOptions } from '../../../src/access/policy-options';
import type { RbacRoleSet } from '../../../src/access/rbac-role-set';
import { Subject } from '../../../src/access/subject';
import { isSubdomain } from '../../../src/core/objects/object-limits';
import { MtlsPki } from '../../../src/pki/mtls-pki';
import type { TemporalAuthStack } from '../../../src/stack/temporal-auth-stack';
import { type KubeObject, Program } from '../../gen/program';
import { filesOfPod, podTemplates, textsByKey } from '../../support/references';

const BY_HASH = { configMaps: PolicyConfigMaps.BY_CONTENT_HASH };
const POLICY_FILES = /^\/etc\/temporal-auth\/policy(-settings)?\//;

interface Declared {
  readonly auth: TemporalAuthStack;
  readonly roles: RbacRoleSet;
}
type Declare = (declared: Declared) => void;

/** Two people of whom a policy of several shards has one each, and a frontend that is given its files last. */
function objectsOf(options: PolicyOptions, declare: Declare = () => undefined, namePrefix = 'temporal'): KubeObject[] {
  const program = new Program();
  const roles = program.roles();
  const pki = new MtlsPki(program.chart, 'Pki', { namePrefix });
  const auth = program.stack({ pki, roles, enforcement: Enforcement.policy(options) });
  for (const name of ['till', 'shop']) roles.predefined.admin.bind(Subject.service(name));
  declare({ auth, roles });
  const frontend = new Deployment(program.chart, 'Frontend', {
    serviceAccount: auth.frontend.identity.asServiceAccount(),
    securityContext: { fsGroup: auth.frontend.fsGroup },
  });
  auth.frontend.addTo(frontend, frontend.addContainer({ image: 'registry.example.com/temporal-server-policy:1.32.2' }));
  return Testing.synth(program.chart);
}

const policyMaps = (objects: readonly KubeObject[]) =>
  objects.filter(({ kind, metadata }) => kind === 'ConfigMap' && /-policy-\d/.test(metadata.name));
const namesOf = (objects: readonly KubeObject[]) => policyMaps(objects).map(({ metadata }) => metadata.name);

const frontendOf = (objects: readonly KubeObject[]) =>
  JSON.stringify(objects.find(({ kind }) => kind === 'Deployment')?.spec);

/** What the frontend's process reads of its policy, by path. */
function mounted(objects: readonly KubeObject[]): Map<string, string | undefined> {
  const [template] = podTemplates(objects);
  const texts = textsByKey(objects);
  const files = [...filesOfPod(template)].filter(([path]) => POLICY_FILES.test(path));
  return new Map(files.map(([path, key]) => [path, texts.get(key)]));
}

describe.each([
  ['in place', {}],
  ['by content hash', BY_HASH],
])('the ConfigMaps of a policy, %s', (_, options) => {
  test.each([1, 3])('are what a pod of the frontend mounts: %i', (shards) => {
    const files = mounted(objectsOf({ ...options, shards }));
    const names = Array.from({ length: shards }, (__, shard) => `/etc/temporal-auth/policy/policy-${shard}.json`);
    expect([...files.keys()].sort()).toEqual(
      ['/etc/temporal-auth/policy-settings/settings.json', '/etc/temporal-auth/policy/index.json', ...names].sort(),
    );
    for (const text of files.values()) expect(text).toBeDefined();
  });

  test('have names of Kubernetes with the longest prefix and the last shard', () => {
    const names = namesOf(objectsOf({ ...options, shards: 64 }, undefined, 'p'.repeat(40)));
    expect(new Set(names).size).toBe(64);
    expect(names.filter((name) => !isSubdomain(name))).toEqual([]);
  });
});

const another: Declare = ({ roles }) => roles.predefined.viewer.bind(Subject.service('visitor'));

describe('a policy that changes', () => {
  test('in place keeps the names, and what a pod mounts is the same', () => {
    const [before, after] = [objectsOf({ shards: 2 }), objectsOf({ shards: 2 }, another)];
    expect(namesOf(before)).toEqual(['temporal-policy-0', 'temporal-policy-1']);
    expect(frontendOf(after) === frontendOf(before)).toBe(true);
    expect(mounted(after)).not.toEqual(mounted(before));
  });

  test('in place replaces the pods where what the server is told at its start changes', () => {
    const [before, after] = [objectsOf({}), objectsOf({ denyWhenStale: true })];
    expect(namesOf(after)).toEqual(namesOf(before));
    expect(frontendOf(after) === frontendOf(before)).toBe(false);
  });

  test('by content hash changes the names of what holds other things, and so the pods', () => {
    const [before, after] = [objectsOf({ ...BY_HASH, shards: 8 }), objectsOf({ ...BY_HASH, shards: 8 }, another)];
    const kept = namesOf(after).filter((name) => namesOf(before).includes(name));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(8);
    expect(frontendOf(after) === frontendOf(before)).toBe(false);
  });

  test('by content hash has the same names for the same policy', () => {
    expect(namesOf(objectsOf(BY_HASH, another))).toEqual(namesOf(objectsOf(BY_HASH, another)));
  });
});

test('ConfigMaps that are called by what they hold are changed by nobody, and others may be', () => {
  expect(policyMaps(objectsOf(BY_HASH)).map(({ immutable }) => immutable)).toEqual([true]);
  expect(policyMaps(objectsOf({})).map(({ immutable }) => immutable)).toEqual([undefined]);
});

import { type ApiObject, JsonPatch } from 'cdk8s';
import { Enforcement } from '../../src/access/enforcement';
import { Permission } from '../../src/access/permission';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { effects } from '../../src/core/effects';
import type { PodFiles } from '../../src/kubernetes/pod-files';
import { policyProgram, shardOf } from '../enforcement/policy/program';
import { Program } from '../gen/program';
import { codeOf } from '../support/refusal';

beforeEach(() => void jest.spyOn(effects, 'warn').mockImplementation());

const START = { permissions: [Permission.WORKFLOW_START], temporalNamespaces: TemporalNamespaces.of('payments') };

describe('a stack where the policy server decides', () => {
  test('emits the policy in as many ConfigMaps as are asked for, and no claims', () => {
    const emitted = (program: Program) =>
      program.identities.filter((identity) => /^ConfigMap .*(policy|claims)/.test(identity));
    expect(emitted(policyProgram({ shards: 2 }).program)).toEqual([
      'ConfigMap temporal/temporal-policy-0',
      'ConfigMap temporal/temporal-policy-1',
    ]);
    const program = new Program();
    program.stack({ enforcement: Enforcement.defaultAuthorizer() });
    expect(emitted(program)).toEqual(['ConfigMap temporal/temporal-claims']);
  });

  test('A02 A03 tells each service of the server to use it, and nothing of permissions in tokens', () => {
    const { data = {} } = policyProgram().program.object('ConfigMap temporal/temporal-server-config');
    for (const config of [data['frontend.yaml'], data['internal.yaml']]) {
      expect(config).toMatch(/authorizer: policy\n/);
      expect(config).toMatch(/claimMapper: policy\n/);
      expect(config).not.toContain('permissionsClaimName');
    }
  });

  test('mounts it in the frontends’ pods alone, each file where the settings and the index say', () => {
    const { auth } = policyProgram();
    const mounts = (pod: PodFiles): string[] =>
      pod
        .volumeMounts()
        .map(({ mountPath }) => mountPath)
        .filter((path) => path.includes('/policy'));
    expect(mounts(auth.frontend)).toContain('/etc/temporal-auth/policy');
    expect(mounts(auth.internalFrontend)).toEqual(mounts(auth.frontend));
    for (const pod of [auth.history, auth.matching, auth.worker, auth.ui]) expect(mounts(pod)).toEqual([]);
  });

  test('writes what lines after it declare', () => {
    const program = policyProgram();
    program.roles.addRole('starter', START).bind(Subject.service('late'));
    expect(JSON.parse(shardOf(program)['policy-0.json']).services).toEqual({ late: { roles: ['starter'] } });
    expect(program.auth.policy().explain({ service: 'late' }, { api: 'Health/Check' }).allowed).toBe(true);
  });

  test.each([
    ['a group that no claim lists', 'GROUP_NOT_MAPPED', 'devs'],
    ['a user and a service of one id', 'DUPLICATE_USER', 'ann'],
  ])('is not synthesized with %s', (_, code, id) => {
    const { roles, program } = policyProgram();
    const role = roles.addRole('starter', START);
    role.bind(code === 'DUPLICATE_USER' ? Subject.service(id) : Subject.oidcGroup(id, { mappedByProvider: true }));
    roles.addUser('ann', {
      email: 'ann@example.com',
      roles: [role],
      temporalNamespaces: TemporalNamespaces.all(),
      active: true,
    });
    expect(program.problems.filter((problem) => problem.includes(`[${code}]`))).toHaveLength(1);
  });

  test('emits the policy as it was checked: a patch of it is refused', () => {
    const { auth } = policyProgram();
    const object = auth.node.findChild('Policy-0') as ApiObject;
    object.addJsonPatch(JsonPatch.remove('/data'));
    expect(codeOf(() => object.toJson())).toBe('PATCHED_OUTPUT');
  });
});

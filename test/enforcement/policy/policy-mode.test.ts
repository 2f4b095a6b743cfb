import { createHash } from 'node:crypto';
import { Permission } from '../../../src/access/permission';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { effects } from '../../../src/core/effects';
import { modeOf } from '../../../src/enforcement/modes';
import { policyOf } from '../../../src/enforcement/policy/compile-policy';
import { SERVER_SERVICES, type ServerService } from '../../../src/pki/model/component';
import { type PolicyProgram, policyProgram, shardOf } from './program';

// That requests for certificates are not checked is warned of in each program here.
beforeEach(() => void jest.spyOn(effects, 'warn').mockImplementation());

const PERSON = { email: 'ann@example.com', temporalNamespaces: TemporalNamespaces.all() };

function filesOf({ auth }: PolicyProgram, service: ServerService) {
  const model = auth._toModel();
  return modeOf(model.enforcement).section(model, service).files ?? [];
}

describe('where the policy server decides', () => {
  test('the frontends mount settings, index, each shard and each authority, and nothing else mounts them', () => {
    const program = policyProgram({ shards: 2 });
    const policy = (shard: number, folder: string, key: string) => [
      `/etc/temporal-auth/${folder}/${key}`,
      { kind: 'ConfigMap', name: `temporal-policy-${shard}`, key },
    ];
    for (const service of ['frontend', 'internal-frontend'] as const) {
      expect(filesOf(program, service).map(({ path, source }) => [path, source])).toEqual([
        policy(0, 'policy-settings', 'settings.json'),
        policy(0, 'policy', 'index.json'),
        policy(0, 'policy', 'policy-0.json'),
        policy(1, 'policy', 'policy-1.json'),
        [
          '/etc/temporal-auth/policy-authorities/clients-0/ca.crt',
          { kind: 'Secret', name: 'temporal-clients-trust', key: 'ca.crt' },
        ],
      ]);
    }
    const others = SERVER_SERVICES.filter((service) => !service.endsWith('frontend'));
    expect(others.flatMap((service) => filesOf(program, service))).toEqual([]);
    expect(others.length).toBeGreaterThan(2);
  });

  test('the ConfigMaps hold what is mounted, under the hashes that the index has', () => {
    const program = policyProgram({ shards: 3 });
    program.roles.predefined.admin.bind(Subject.service('ops'));
    const shards = [0, 1, 2].map((shard) => shardOf(program, shard));
    for (const { source } of filesOf(program, 'frontend').filter(({ source: { kind } }) => kind === 'ConfigMap')) {
      expect(Object.keys(shards[Number(source.name.at(-1))])).toContain(source.key);
    }
    const index = JSON.parse(shards[0]['index.json']);
    expect(index.policy).toBe(program.auth.policy().hash);
    expect(index.shards).toEqual(
      shards.map((data, shard) => ({
        file: `policy-${shard}.json`,
        sha256: createHash('sha256').update(data[`policy-${shard}.json`]).digest('hex'),
      })),
    );
    expect(Object.keys(shards[1])).toEqual(['policy-1.json']);
  });

  test('no claims are handed out: a token says who somebody is and nothing else', () => {
    const { roles, auth, program } = policyProgram();
    roles.predefined.admin.bind(Subject.service('ops'));
    expect(auth.claims()).toEqual([]);
    expect(auth.claimsFor(Subject.service('ops')).permissions).toEqual([]);
    expect(program.identities.filter((identity) => identity.includes('claims'))).toEqual([]);
  });

  test('a role needs no reason to be as fine as it is', () => {
    const { roles, auth } = policyProgram();
    const permissions = [Permission.WORKFLOW_START];
    const starter = roles.addRole('starter', { permissions, temporalNamespaces: TemporalNamespaces.of('payments') });
    starter.bind(Subject.service('till'));
    expect(auth.findings().filter(({ code }) => code.includes('ROLE'))).toEqual([]);
  });

  test('G12 a user who is made inactive is in no object and no table any more (B54)', () => {
    const written = (active: boolean) => {
      const { roles, auth, program } = policyProgram({ shards: 2 });
      roles.addUser('ann', { ...PERSON, roles: [roles.predefined.admin], active });
      return JSON.stringify([program.objects, auth.permissionTable(), auth.policy().toJson()]);
    };
    expect(written(true)).toContain('ann');
    expect(written(false)).not.toMatch(/\bann\b/);
  });
});

test('the policy of a program has the certificates of its services, which the table of who may do what has not', () => {
  const { auth } = policyProgram();
  auth.addService('worker', { temporalNamespace: 'payments' });
  expect(policyOf(auth._toModel()).certificates).toHaveLength(1);
  expect(auth.permissionTable()).not.toContain('spiffe');
});

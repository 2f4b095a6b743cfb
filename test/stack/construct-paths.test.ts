import * as path from 'node:path';
import {
  CertificateAuthority,
  ExternalSecretsBinding,
  FrontendTrustBundle,
  IssuerTrust,
  MtlsPki,
  RbacRoleSet,
  SecretReadGrant,
  ServiceIdentity,
  TemporalAuthStack,
} from 'cdk8s-temporal-auth';
import type { Construct } from 'constructs';
import { Program } from '../gen/program';
import { currentAssembly } from '../support/assembly';
import { refusalOf } from '../support/refusal';

type Make = (scope: Construct, id: string, props: never) => unknown;

/** The constructs that a program makes itself from options. */
const CONSTRUCTS: Readonly<Record<string, Make>> = {
  ExternalSecretsBinding: (scope, id, props) => new ExternalSecretsBinding(scope, id, props),
  FrontendTrustBundle: (scope, id, props) => new FrontendTrustBundle(scope, id, props),
  MtlsPki: (scope, id, props) => new MtlsPki(scope, id, props),
  RbacRoleSet: (scope, id, props) => new RbacRoleSet(scope, id, props),
  SecretReadGrant: (scope, id, props) => new SecretReadGrant(scope, id, props),
  ServiceIdentity: (scope, id, props) => new ServiceIdentity(scope, id, props),
  TemporalAuthStack: (scope, id, props) => new TemporalAuthStack(scope, id, props),
};
const surprise = { surprise: 1 } as never;

describe('what is wrong with the options of a construct', () => {
  test('is looked at for each construct that takes some', () => {
    const { types = {} } = currentAssembly(path.join(__dirname, '../..'));
    const made = Object.values(types).filter(
      (type) =>
        type.kind === 'class' && type.initializer?.parameters?.map(({ name }) => name).join() === 'scope,id,props',
    );
    expect(Object.keys(CONSTRUCTS)).toEqual(made.map(({ name }) => name).sort());
  });

  test.each(Object.entries(CONSTRUCTS))('F11 is told by its path: %s', (_, make) => {
    const program = new Program();
    expect(refusalOf(() => make(program.chart, 'Id', surprise))).toMatchObject({
      code: expect.stringMatching(/^(UNKNOWN|MISSING)_OPTION$/),
      path: 'temporal/Id',
    });
  });

  test.each<[string, string, (program: Program) => unknown]>([
    ['a role', 'temporal/Roles', (program) => program.roles().addRole('r', surprise)],
    ['the name of a role', 'temporal/Roles', (program) => program.roles().addRole('R_', surprise)],
    ['a user', 'temporal/Roles', (program) => program.roles().addUser('u', surprise)],
    ['a service', 'temporal/Auth', (program) => program.stack().addService('s', surprise)],
    ['a tenant', 'temporal/Auth/Pki', (program) => program.stack().pki.addTenant('t', surprise)],
  ])('F11 is told by the path of what it is added to: %s', (_, at, add) => {
    const program = new Program();
    expect(refusalOf(() => add(program)).path).toBe(at);
  });

  test('F11 is told at once for three authorities that open too much', () => {
    const company = CertificateAuthority.clusterIssuer('company');
    const { chart } = new Program();
    const [said] = messagesOf(
      () => new MtlsPki(chart, 'Pki', { internode: company, clients: company, database: company }),
    );
    expect([...said.matchAll(/\[(\w+)\] temporal\/Pki: (\S+):/g)].map(([, code, option]) => [code, option])).toEqual([
      ['UNPROVEN_TRUST', 'MtlsPki.internode'],
      ['UNPROVEN_TRUST', 'MtlsPki.clients'],
      ['UNPROVEN_TRUST', 'MtlsPki.database'],
    ]);
    const own = CertificateAuthority.clusterIssuer('company', { trust: IssuerTrust.dedicatedRoot() });
    const [shared] = messagesOf(() => new MtlsPki(chart, 'Other', { internode: own, frontend: own, clients: own }));
    expect([...shared.matchAll(/\[SHARED_ISSUER\] temporal\/Other: (\S+):/g)].map(([, option]) => option)).toEqual([
      'MtlsPki.frontend',
      'MtlsPki.clients',
    ]);
  });
});

function messagesOf(call: () => unknown): string[] {
  try {
    call();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

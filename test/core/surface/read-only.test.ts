import * as path from 'node:path';
import type * as spec from '@jsii/spec';
import * as library from 'cdk8s-temporal-auth';
import { readOnly } from '../../../src/core/surface/read-only';
import { completeProgram } from '../../gen/program';
import { currentAssembly } from '../../support/assembly';
import { refusalOf } from '../../support/refusal';

/** Assigns as a plain JavaScript file does, which is not in strict mode: there a property without a setter keeps silent. */
const assign = new Function('object', 'name', 'value', 'object[name] = value') as (
  object: object,
  name: string,
  value: unknown,
) => void;

/** One object of each public class that shows something. */
function shown(): Readonly<Record<string, object>> {
  const { auth, vault, chart, elsewhere } = completeProgram();
  const { pki, roles, ui } = auth;
  const pkiElsewhere = new library.MtlsPki(elsewhere, 'Pki', {
    frontend: library.CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
  });
  const bundle = { pki: pkiElsewhere, kubernetesNamespaces: ['payments'] };
  const grant = { secretNames: ['some'], identities: [ui.identity] };
  const everywhere = library.TemporalNamespaces.all();
  return {
    ClientCertificate: pki.addPersonCertificate('ann'),
    CompiledPolicy: auth.policy(),
    ExternalSecretsBinding: vault,
    FrontendTrustBundle: new library.FrontendTrustBundle(chart, 'Bundle', bundle),
    MtlsPki: pki,
    PodFiles: ui,
    PredefinedRoles: roles.predefined,
    RbacRoleSet: roles,
    Role: roles.predefined.admin,
    SecretReadGrant: new library.SecretReadGrant(chart, 'Grant', grant),
    SecretRef: vault.fetch('value', 'temporal/value'),
    ServiceIdentity: ui.identity,
    SharedRoot: new library.SharedRoot({ name: 'company' }),
    Subject: library.Subject.service('batch'),
    TemporalAuthStack: auth,
    TemporalService: auth.addService('batch', { temporalNamespace: 'payments' }),
    Tenant: pki.addTenant('team'),
    TrustRef: pki.frontendTrust,
    User: roles.addUser('ann', {
      email: 'ann@example.com',
      roles: [],
      temporalNamespaces: everywhere,
      active: true,
    }),
  };
}

const classes = Object.values(currentAssembly(path.join(__dirname, '../../..')).types ?? {}).filter(
  ({ kind }) => kind === 'class',
) as spec.ClassType[];
const properties = classes.flatMap(({ name: type, properties = [] }) =>
  properties.map(({ name, static: ofClass = false }) => ({ type, name, ofClass })),
);

describe('what a public object shows', () => {
  const objects = shown();

  test.each(properties)('$type: $name refuses another value in plain JavaScript, and keeps its own', (property) => {
    const { type, name, ofClass } = property;
    const owner = ofClass ? Reflect.get(library, type) : objects[type];
    const before = Reflect.get(owner, name);
    expect(refusalOf(() => assign(owner, name, false))).toMatchObject({
      code: 'INVALID_VALUE',
      option: `${type}.${name}`,
      value: '',
    });
    expect(Reflect.get(owner, name)).toEqual(before);
  });

  test('can be marked by the other languages of jsii', () => {
    for (const object of Object.values(objects)) {
      assign(object, '$__jsii__objid__$', 'marked');
      expect(object).toHaveProperty('$__jsii__objid__$', 'marked');
    }
  });
});

describe('readOnly', () => {
  class Base {
    public get inherited(): string {
      return 'of the base';
    }
  }
  class Thing extends Base {
    public static readonly CONSTANT: string = 'constant';
    private kept = 1;

    public get shown(): number {
      return this.kept;
    }

    public get changeable(): number {
      return this.kept;
    }

    public set changeable(value: number) {
      this.kept = value;
    }

    public method(): number {
      return this.kept;
    }
  }
  readOnly(Thing);

  test('leaves alone what has a setter, methods and what others declare', () => {
    const thing = new Thing();
    thing.changeable = 2;
    expect(thing.method()).toBe(2);
    expect(refusalOf(() => assign(thing, 'shown', 3)).option).toBe('Thing.shown');
    expect(() => assign(thing, 'inherited', 'x')).not.toThrow();
    expect(refusalOf(() => assign(Thing, 'CONSTANT', 'x')).option).toBe('Thing.CONSTANT');
    expect(Thing.CONSTANT).toBe('constant');
  });
});

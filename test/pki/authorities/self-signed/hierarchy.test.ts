import { Duration } from 'cdk8s';
import { generationsOf } from '../../../../src/pki/authorities/self-signed/generations';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { KeyAlgorithm } from '../../../../src/pki/certificates/key-algorithm';
import { pkiSettings } from '../../../gen/pki-settings';
import { codeOf, refusalOf } from '../../../support/refusal';

const DAY = 86_400;
const settings = pkiSettings();
const hierarchyOf = (...asked: Parameters<typeof generationsOf>) => generationsOf(...asked).signing;

describe('the hierarchy of a purpose', () => {
  test('is a root, an intermediate and an issuer of its own in the namespace of the server', () => {
    const { root, intermediate, issuer } = hierarchyOf('clients', {}, settings);
    expect(root.bootstrapIssuer).toEqual({ kind: 'Issuer', name: 'temporal-clients-bootstrap', namespace: 'temporal' });
    expect(root.certificate).toEqual({
      name: 'temporal-clients-root',
      namespace: 'temporal',
      commonName: 'temporal-clients-root',
      organization: 'Temporal',
      organizationalUnit: 'temporal',
      privateKey: { algorithm: 'ECDSA', size: 256 },
      durationSeconds: 3650 * DAY,
      renewBeforeSeconds: 1825 * DAY,
    });
    expect(root.issuer.name).toBe('temporal-clients-root');
    expect(intermediate).toMatchObject({ name: 'temporal-clients-ca', durationSeconds: 1825 * DAY });
    expect(issuer).toEqual({ kind: 'Issuer', name: 'temporal-clients', namespace: 'temporal' });
  });

  test('P30 signs elsewhere by a ClusterIssuer alone: what signs root and intermediate stays in one namespace', () => {
    const { root, intermediate, issuer } = hierarchyOf(
      'clients',
      { clusterResourceNamespace: 'cert-manager' },
      settings,
    );
    const namespace = 'cert-manager';
    expect(root.bootstrapIssuer).toEqual({ kind: 'Issuer', name: 'temporal-clients-bootstrap.temporal', namespace });
    expect(root.issuer).toEqual({ kind: 'Issuer', name: 'temporal-clients-root.temporal', namespace });
    expect(root.certificate).toMatchObject({ name: 'temporal-clients-root.temporal', namespace });
    expect(intermediate).toMatchObject({ name: 'temporal-clients-ca.temporal', namespace });
    expect(issuer).toEqual({ kind: 'ClusterIssuer', name: 'temporal-clients.temporal' });
  });

  test('has no name in common with that of a server in another namespace', () => {
    const options = { clusterResourceNamespace: 'cert-manager' };
    const one = hierarchyOf('clients', options, { ...settings, namePrefix: 'a-b', namespace: 'c' });
    const other = hierarchyOf('clients', options, { ...settings, namePrefix: 'a', namespace: 'b-c' });
    expect(one.issuer.name).not.toBe(other.issuer.name);
    expect(one.intermediate.name).not.toBe(other.intermediate.name);
  });

  test('P29 is refused where a prefix makes its common names longer than 64 characters', () => {
    const prefixed = (length: number) => () =>
      hierarchyOf('internode', {}, { ...settings, namePrefix: 'a'.repeat(length) });
    expect(prefixed(49)).not.toThrow();
    expect(codeOf(prefixed(50))).toBe('OUT_OF_RANGE');
  });

  test('takes keys, organization and durations of its own', () => {
    const options = {
      keyAlgorithm: KeyAlgorithm.RSA_4096,
      organization: 'Company',
      rootDuration: Duration.days(4000),
      intermediateDuration: Duration.days(1000),
    };
    const { root, intermediate } = hierarchyOf('internode', options, settings);
    const shared = { organization: 'Company', privateKey: { algorithm: 'RSA', size: 4096 } };
    expect(root.certificate).toMatchObject({ ...shared, durationSeconds: 4000 * DAY });
    expect(intermediate).toMatchObject({ ...shared, durationSeconds: 1000 * DAY });
  });

  test("below a shared root has the root's name, keys and duration there, and its own below", () => {
    const shared = new SharedRoot({
      name: 'company',
      keyAlgorithm: KeyAlgorithm.RSA_4096,
      duration: Duration.days(5000),
    });
    const { root, intermediate } = hierarchyOf('clients', { root: shared }, settings);
    expect(root.certificate).toMatchObject({
      name: 'temporal-company-root',
      privateKey: { algorithm: 'RSA', size: 4096 },
      durationSeconds: 5000 * DAY,
    });
    expect(intermediate).toMatchObject({ name: 'temporal-clients-ca', privateKey: { algorithm: 'ECDSA', size: 256 } });
    const otherwise = { root: shared, organization: 'Other', keyAlgorithm: KeyAlgorithm.ECDSA_P384 };
    expect(hierarchyOf('internode', otherwise, settings).root).toEqual(root);
  });

  test.each([
    ['MtlsPki.clients.rootDuration', { rootDuration: Duration.days(3649) }],
    ['MtlsPki.clients.intermediateDuration', { intermediateDuration: Duration.days(179) }],
    ['MtlsPki.clients.root.duration', { root: new SharedRoot({ name: 'company', duration: Duration.days(3649) }) }],
  ])('P08 is refused at %s where what it signs could outlive it', (option, options) => {
    const refusal = refusalOf(() => hierarchyOf('clients', options, settings));
    expect(refusal.code).toBe('INVALID_LIFETIME');
    expect(refusal.option).toBe(option);
  });

  test('P08 is refused where one role of its purpose asks for a leaf that lives too long', () => {
    const lifetimes = { person: { duration: Duration.days(913) } };
    expect(codeOf(() => hierarchyOf('clients', {}, { ...settings, lifetimes }))).toBe('INVALID_LIFETIME');
    expect(() => hierarchyOf('internode', {}, { ...settings, lifetimes })).not.toThrow();
  });
});

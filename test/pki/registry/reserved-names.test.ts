import { generationsOf } from '../../../src/pki/authorities/self-signed/generations';
import { ReservedNames } from '../../../src/pki/registry/reserved-names';
import { pkiSettings } from '../../gen/pki-settings';
import { codeOf, refusalOf } from '../../support/refusal';

const root = generationsOf('clients', {}, pkiSettings()).signing.root.certificate;
const [clients, internode] = [{ purpose: 'clients' }, { purpose: 'internode' }] as const;
const shared = { sharedRoot: 'company' };

describe('names of certificates', () => {
  test('P31 are taken once in a Kubernetes namespace, by a certificate or an authority', () => {
    const claims = new ReservedNames('temporal/Pki');
    claims.root(root, 'cert-manager', clients, {});
    const refusal = refusalOf(() => claims.secret('temporal', root.name, 'certificate clients-root'));
    expect(refusal).toMatchObject({ code: 'DUPLICATE_CERTIFICATE', path: 'temporal/Pki' });
    expect(refusal.fix).toContain('the root of clients');
    expect(() => claims.secret('payments', root.name, 'certificate clients-root')).not.toThrow();
  });

  test('P31 are taken from whoever shares them', () => {
    const server = new ReservedNames('temporal/Pki');
    server.secret('temporal', 'a', 'certificate a');
    expect(
      codeOf(() => new ReservedNames('temporal/Pki/Tenant-a', server).secret('temporal', 'a', 'certificate a')),
    ).toBe('DUPLICATE_CERTIFICATE');
  });

  test('P22 of a root are shared by who means the same root, whose key lies in one place', () => {
    const claims = new ReservedNames('temporal/Pki');
    expect(claims.root(root, 'cert-manager', clients, shared)).toBe(true);
    expect(claims.root(root, 'cert-manager', internode, shared)).toBe(false);
    expect(codeOf(() => claims.root(root, 'a store', internode, shared))).toBe('INVALID_VALUE');
    const other = { ...root, organization: 'Other' };
    expect(codeOf(() => claims.root(other, 'cert-manager', internode, shared))).toBe('INVALID_VALUE');
  });

  test("P22 of an authority's own root are nobody else's", () => {
    const claims = new ReservedNames('temporal/Pki');
    expect(claims.root(root, 'cert-manager', clients, {})).toBe(true);
    expect(claims.root(root, 'cert-manager', clients, {})).toBe(false); // above a second intermediate
    expect(codeOf(() => claims.root(root, 'cert-manager', internode, {}))).toBe('DUPLICATE_CERTIFICATE');
    expect(codeOf(() => claims.root(root, 'cert-manager', internode, shared))).toBe('DUPLICATE_CERTIFICATE');
  });
});

import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { PURPOSES, type Purpose } from '../../../../src/pki/model/purpose';
import { pkiSettings } from '../../../gen/pki-settings';

const of = (purpose: Purpose, authority: CertificateAuthority) => authority._of(purpose, pkiSettings());
const trust = (name: string, key: string) => ({ authority: 'g1', kind: 'Secret', name, namespace: 'temporal', key });

describe('a self-signed authority', () => {
  test('P22 A13 is trusted by its root, which signs for nothing else', () => {
    const selfSigned = CertificateAuthority.selfSigned();
    expect(of('internode', selfSigned).model).toMatchObject({
      trust: [trust('temporal-internode', 'ca.crt')],
    });
    expect(of('clients', selfSigned).model.trust).toEqual([trust('temporal-clients-trust', 'ca.crt')]);
  });

  test('P22 below a shared root is trusted by its intermediate alone, as a certificate without its key', () => {
    const authority = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
    for (const purpose of ['internode', 'clients', 'database'] as const) {
      const { model, trustCarriers } = of(purpose, authority);
      expect(model.trust).toEqual([trust(`temporal-${purpose}-ca`, 'tls.crt')]);
      expect(trustCarriers).toEqual([]);
    }
  });

  test('is verified by callers of the frontend at its root even where that is shared, and then is not called proven', () => {
    const authority = CertificateAuthority.selfSigned({ root: new SharedRoot({ name: 'company' }) });
    expect(of('frontend', authority).model).toMatchObject({
      trust: [trust('temporal-frontend-trust', 'ca.crt')],
    });
  });

  test('has a certificate that carries its root to whoever holds no other of the purpose', () => {
    const carrying = PURPOSES.filter(
      (purpose) => of(purpose, CertificateAuthority.selfSigned()).trustCarriers.length > 0,
    );
    expect(carrying).toEqual(['frontend', 'clients', 'database']);
  });
});

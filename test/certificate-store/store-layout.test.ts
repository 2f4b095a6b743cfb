import { X509Certificate } from 'node:crypto';
import { isKeyFileName, keyFileName, layoutOf, parseCertificate } from '../../src/certificate-store/store-layout';
import { refusalOf } from '../support/refusal';
import { pair } from './pairs';

describe('the layout of a store', () => {
  test('is this', () => {
    expect(layoutOf('/a/pki')).toEqual({
      folder: '/a/pki',
      certificateList: '/a/pki/certificates.json',
      keys: '/a/pki/keys',
      keysIgnored: '/a/pki/keys/.gitignore',
    });
  });

  test('names the file of a key after its public key: the same for a renewed certificate, another for another key', async () => {
    const first = await pair('a');
    const renewed = await pair('b', first.privateKey);
    const other = await pair('a');
    const [one, same, another] = [first, renewed, other].map(({ certificates: [pem] }) =>
      keyFileName(new X509Certificate(pem)),
    );
    expect(one).toMatch(/^[0-9a-f]{32}\.key$/);
    expect(same).toBe(one);
    expect(another).not.toBe(one);
  });

  test.each([
    ['0123456789abcdef0123456789abcdef.key', true],
    ['0123456789ABCDEF0123456789abcdef.key', false],
    ['0123456789abcdef0123456789abcde.key', false],
    ['0123456789abcdef0123456789abcdef.key.bak', false],
    ['../0123456789abcdef0123456789abcdef.key', false],
  ])('%s is a name that it gives to a key: %p', (name, expected) => {
    expect(isKeyFileName(name)).toBe(expected);
  });

  test('what is no certificate is refused where it stands', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    expect(refusalOf(() => parseCertificate(pem, 'here'))).toMatchObject({
      code: 'INVALID_CERTIFICATE',
      option: 'here',
    });
  });
});

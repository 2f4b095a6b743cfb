import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from '../../src/local-authority/issue-certificate';
import { judgeChain } from '../../src/local-authority/judge-chain';
import { readPrivateKey } from '../../src/local-authority/keys';
import { readCertificate } from '../../src/local-authority/read-certificate';
import { leaf } from '../../test/gen/certificates';
import { gnutls, go, openssl } from '../harness/certificate-verifiers';
import { testFolder } from '../harness/test-folder';

/** What OpenSSL writes a name in where nothing else is asked for, and by the masks that its manual names. */
const STRING_MASKS = ['default', 'nombstr', 'pkix', 'utf8only'];

describe('an authority that OpenSSL made', () => {
  let folder: string;
  beforeAll(() => {
    folder = testFolder('imported-authorities');
  });

  test.each(STRING_MASKS)(
    'P27 signs leaves that name it octet for octet, its name in the strings of %s',
    async (mask) => {
      const imported = makeAuthority(folder, mask);
      expect(imported.certificate.subject).toBe('C=DE, O=Bücher, emailAddress=a@b.example, CN=imported');
      const { certificate } = await issueCertificate(leaf(), imported, new Date());
      expect(judgeChain([certificate], [imported.certificate], { option: 'chain', at: new Date() })).toEqual([]);
      const chain = {
        leaf: certificate.pem,
        intermediates: [],
        roots: [imported.certificate.pem],
        usage: 'server auth',
        dnsName: 'frontend.example',
      } as const;
      const reasons = [await go([chain]), await openssl(folder)([chain]), await gnutls(folder)([chain])];
      expect(reasons.flat()).toEqual(['', '', '']);
    },
  );
});

function makeAuthority(folder: string, mask: string) {
  const [config, key, certificate] = ['cnf', 'key', 'pem'].map((extension) => join(folder, `${mask}.${extension}`));
  writeFileSync(
    config,
    [
      '[req]',
      'distinguished_name = name',
      'x509_extensions = authority',
      'prompt = no',
      `string_mask = ${mask}`,
      '[name]',
      'C = DE',
      'O = Bücher',
      'emailAddress = a@b.example',
      'CN = imported',
      '[authority]',
      'basicConstraints = critical, CA:TRUE',
      'keyUsage = critical, keyCertSign, cRLSign',
      'subjectKeyIdentifier = hash',
    ].join('\n'),
  );
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
  execFileSync(
    'openssl',
    ['req', '-x509', '-utf8', '-days', '3000', '-config', config, ...newKey, '-out', certificate],
    {
      stdio: 'pipe',
    },
  );
  return {
    certificate: readCertificate(readFileSync(certificate, 'utf8'), 'ca.crt'),
    privateKey: readPrivateKey(readFileSync(key, 'utf8'), 'ca.key'),
  };
}

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueCertificate } from '../../../../src/x509/issue/issue-certificate';
import { readPrivateKey } from '../../../../src/x509/keys/keys';
import { readCertificate } from '../../../../src/x509/read/read-certificate';
import { verifyChain } from '../../../../src/x509/verify/verify-chain';
import { foreignCertificate, leaf } from '../../../../test/gen/certificates';
import { gnutls, go, openssl } from '../../../harness/certificate-verifiers';
import { testFolder } from '../../../harness/test-folder';

/** What OpenSSL writes a name in where nothing else is asked for, and by the masks that its manual names. */
const STRING_MASKS = ['default', 'nombstr', 'pkix', 'utf8only'];

/** Name constraints as OpenSSL writes them, and what is found in a leaf `frontend.example` below them. */
const CONSTRAINTS: ReadonlyArray<[string, string, string[]]> = [
  ['permits the name', 'critical, permitted;DNS:example', []],
  ['permits another name', 'critical, permitted;DNS:other.example', ['ERROR NAME_NOT_PERMITTED']],
  ['excludes another name', 'critical, excluded;DNS:other.example', []],
  ['excludes the name', 'critical, excluded;DNS:frontend.example', ['ERROR NAME_NOT_PERMITTED']],
  ['excludes names below a dot', 'critical, excluded;DNS:.frontend.example', []],
  ['excludes e-mail addresses', 'critical, excluded;email:example', []],
  ['permits addresses alone', 'critical, permitted;IP:10.0.0.0/255.0.0.0', []],
  ['has constraints that are not critical', 'permitted;DNS:example', ['WARNING INVALID_CHAIN']],
  ['permits directory names', 'critical, permitted;dirName:company', ['ERROR INVALID_CHAIN']],
];

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
      expect(verifyChain([certificate], [imported.certificate], { option: 'chain', at: new Date() })).toEqual([]);
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

  test.each(CONSTRAINTS)('P27 that %s is judged as Go judges it', async (_what, constraints, found) => {
    const imported = makeAuthority(folder, 'utf8only', [`nameConstraints = ${constraints}`]);
    const pem = foreignCertificate(leaf(), { signer: imported, notBefore: new Date(Date.now() - 60_000) });
    const certificate = readCertificate(pem, 'leaf');
    const findings = verifyChain([certificate], [imported.certificate], { option: 'chain', at: new Date() });
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(found);

    const roots = [imported.certificate.pem];
    const chain = { leaf: pem, intermediates: [], roots, usage: 'server auth', dnsName: 'frontend.example' } as const;
    const refused = found.some((finding) => finding.startsWith('ERROR'));
    expect((await go([chain]))[0] !== '').toBe(refused);

    const issued = issueCertificate(leaf(), imported, new Date());
    if (refused) await expect(issued).rejects.toMatchObject({ code: found[0].replace('ERROR ', '') });
    else expect((await issued).certificate.issuer).toBe(imported.certificate.subject);
  });
});

function makeAuthority(folder: string, mask: string, extensions: readonly string[] = []) {
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
      ...extensions,
      '[company]',
      'O = Company',
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

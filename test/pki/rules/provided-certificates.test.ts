import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { effects } from '../../../src/core/effects';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import type { ExistingSecretsOptions } from '../../../src/pki/authorities/secrets/existing-secrets-options';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import type { Purpose } from '../../../src/pki/model/purpose';
import { foreignCertificate, issueRoot, leaf, NOW, root } from '../../gen/certificates';
import { IssuedObjects } from '../../gen/issued-objects';
import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'provided-'));
const fileOf = (name: string) => path.join(folder, name);
const write = (name: string, text: string) => {
  writeFileSync(fileOf(name), text);
  return fileOf(name);
};
const SERVER_NAMES: Partial<Record<Purpose, string>> = { internode: 'a.example.com', frontend: 'b.example.com' };
const NAMES: Record<Purpose, string> = {
  internode: 'internode',
  frontend: 'frontend',
  clients: 'ui',
  database: 'database-client',
};

/** A program whose certificates all come in Secrets, with the public part of each in a file. */
function program(
  changes: { readonly [purpose: string]: Partial<ExistingSecretsOptions> } = {},
  frontendDnsNames?: string[],
) {
  const brought = (purpose: Purpose) =>
    CertificateAuthority.existingSecrets({
      trust: TrustRef.configMap(`company-${purpose}`, 'ca.crt'),
      serverName: SERVER_NAMES[purpose],
      trustFile: fileOf(`${purpose}-ca.crt`),
      certificateFiles: { [NAMES[purpose]]: fileOf(NAMES[purpose]) },
      ...changes[purpose],
    });
  const authorities = {
    internode: brought('internode'),
    frontend: brought('frontend'),
    clients: brought('clients'),
    database: brought('database'),
  };
  const made = new PkiProgram({ ...authorities, frontendDnsNames });
  made.pki.addUiCertificate();
  made.pki.addDatabaseClientCertificate({ user: 'temporal' });
  return made;
}

let objects: IssuedObjects;
beforeAll(async () => {
  objects = await IssuedObjects.of(program().pki._toModel());
});
beforeEach(() => {
  jest.spyOn(effects, 'now').mockReturnValue(NOW);
  for (const purpose of ['internode', 'frontend', 'clients', 'database'] as const) {
    write(`${purpose}-ca.crt`, objects.texts.get(`ConfigMap temporal/company-${purpose} ca.crt`) as string);
    write(NAMES[purpose], objects.texts.get(`Secret temporal/temporal-${NAMES[purpose]} tls.crt`) as string);
  }
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

/** Without what is said of the root above internode's authority: these certificates hang below roots of their own. */
const problems = (made = program()) => made.problems.filter((problem) => !problem.startsWith('[EXPOSED_INTERNODE]'));
const codes = (...args: Parameters<typeof program>) =>
  problems(program(...args)).map((problem) => /\[(\w+)\]/.exec(problem)?.[1]);
const read = (name: string) => readFileSync(fileOf(name), 'utf8');
const blocks = (name: string) =>
  read(name)
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .filter(Boolean);

describe('certificates that somebody else puts into Secrets', () => {
  test('F11 are warned of where their end is near, and so is what verifies them', () => {
    jest.spyOn(effects, 'now').mockReturnValue(new Date(NOW.getTime() + 80 * 86_400_000));
    const soon = program()
      .pki.findings()
      .filter(({ code }) => code === 'CERTIFICATE_NEAR_EXPIRY');
    expect(soon.map(({ severity, option }) => [severity, option])).toEqual(
      Object.entries(NAMES).map(([purpose, name]) => ['WARNING', `MtlsPki.${purpose}.certificateFiles.${name}`]),
    );
    write('clients-ca.crt', foreignCertificate(root({ durationSeconds: 81 * 86_400 })));
    const trust = program()
      .pki.findings()
      .filter(({ code }) => code === 'CERTIFICATE_NEAR_EXPIRY');
    expect(trust.map(({ option }) => option)).toContain('MtlsPki.clients.trustFile');
  });

  test('are proven by their public part: chain, usages, names, dates and keys', () => {
    expect(problems()).toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ['B101 nothing', () => ''],
    ['B101 random text', () => 'x'.repeat(100)],
    ['B101 a beginning alone', () => '-----BEGIN CERTIFICATE-----'],
    ['B103 half of it', (text) => text.slice(0, text.length / 2)],
    ['B103 another label', (text) => text.replaceAll('CERTIFICATE', 'PUBLIC KEY')],
    ['B103 an end of another label', (text) => text.replace('END CERTIFICATE', 'END X509 CERTIFICATE')],
    ['B104 DER', (text) => Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64').toString('latin1')],
    ['B105 a private key beside it', (text) => `${text}-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n`],
    ['B112 10 MB', (text) => text.repeat(8000)],
    ['B112 5,000 certificates', (text) => text.repeat(2500)],
    ['B112 more certificates than any chain has', (text) => text.repeat(60)],
    ['B112 ASN.1 10,000 levels deep', () => pem(nested(10_000))],
    ['B114 base64 with the alphabet of URLs', (text) => text.replace(/\n(.{4})/, '\n-_-_')],
  ])('P27 are refused with %s', (_what, change) => {
    write('ui', change(read('ui')));
    const [problem, ...others] = problems();
    expect(others).toEqual([]);
    expect(problem).toContain(
      `[INVALID_CERTIFICATE] temporal/Pki: MtlsPki.clients.certificateFiles.ui is "${fileOf('ui')}`,
    );
    expect(problem).not.toContain('MIIB');
  });

  test.each<[string, (text: string) => string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['text in front of it', (text) => `subject=CN = ui\n${text}`],
    ['blanks at the ends of lines', (text) => text.replaceAll('\n', '  \n')],
    ['a byte order mark', (text) => `\ufeff${text}`],
  ])('B102 are read with %s', (_what, change) => {
    write('ui', change(read('ui')));
    expect(problems()).toEqual([]);
  });

  test('P24 B106 B107 are refused out of order, with a root, twice, with a gap, or with a stranger among them', () => {
    const [own, intermediate] = blocks('ui');
    const [, stranger] = blocks('internode');
    for (const chain of [
      intermediate + own,
      own + intermediate + read('clients-ca.crt'),
      own + intermediate + intermediate,
      own,
      own + intermediate + stranger,
    ]) {
      write('ui', chain);
      expect(codes()).toContain('INVALID_CHAIN');
    }
  });

  test.each<[string, string, Parameters<IssuedObjects['issue']>[1], string[]]>([
    [
      'A18 the name that callers verify missing',
      'frontend',
      { dnsNames: ['x.example.com'] },
      ['NAME_NOT_IN_CERTIFICATE'],
    ],
    [
      'A18 the name that the services verify missing',
      'internode',
      { dnsNames: ['x.example.com'] },
      ['NAME_NOT_IN_CERTIFICATE'],
    ],
    ['P11 usages of a server at a caller', 'ui', { extendedKeyUsages: ['server auth'] }, ['WRONG_USAGE']],
    [
      'A19 usages of a server alone for internode',
      'internode',
      { extendedKeyUsages: ['server auth'] },
      ['WRONG_USAGE'],
    ],
    [
      'another user than that of the database',
      'database-client',
      { subject: { commonName: 'x' } },
      ['CERTIFICATE_MISMATCH'],
    ],
  ])('are refused with %s', async (_what, name, changes, expected) => {
    const model = program().pki._toModel();
    const [certificate] = model.certificates.filter((of) => of.name === `temporal-${name}`);
    const issued = await objects.issued(certificate, changes);
    write(name, issued);
    expect(codes()).toEqual(expected);
  });

  test('are refused without a name that the program adds to the frontend', () => {
    expect(codes({}, ['temporal.example.com'])).toEqual(['CERTIFICATE_MISMATCH']);
  });

  test('hold the names of the frontend by a wildcard too', async () => {
    const [frontend] = program()
      .pki._toModel()
      .certificates.filter(({ role }) => role === 'frontend');
    write('frontend', await objects.issued(frontend, { dnsNames: ['*.example.com'] }));
    expect(codes({}, ['temporal.example.com'])).toEqual([]);
    expect(codes({}, ['temporal.example.net'])).toEqual(['CERTIFICATE_MISMATCH']);
  });

  test.each([
    ['CERTIFICATE_EXPIRED', 91],
    ['CERTIFICATE_NOT_YET_VALID', -1],
  ])('P07 are refused with %s when that is so', (code, days) => {
    jest.spyOn(effects, 'now').mockReturnValue(new Date(NOW.getTime() + days * 86_400_000));
    expect(new Set(codes())).toEqual(new Set([code]));
  });

  test('P12 P15 are refused where they may sign, or are signed by SHA-1', () => {
    write('ui', foreignCertificate(root({ subject: { commonName: 'ui' } })));
    expect(codes()).toEqual(expect.arrayContaining(['INVALID_CERTIFICATE', 'INVALID_CHAIN']));
    const sha1 = { oid: '1.2.840.10045.4.1', nullParameters: false, digest: 'sha1' } as never;
    write('ui', foreignCertificate(leaf({ extendedKeyUsages: ['client auth'] }), { signatureAlgorithm: sha1 }));
    expect(codes()).toEqual(expect.arrayContaining(['WEAK_SIGNATURE']));
  });

  test('P22 are refused where they open the listeners of another purpose', () => {
    write('clients-ca.crt', read('internode-ca.crt'));
    expect(codes()).toEqual(expect.arrayContaining(['SHARED_ISSUER', 'INVALID_CHAIN']));
  });

  test('P22 are refused below one authority, though nothing is shown but what verifies them', () => {
    const unseen = (purpose: Purpose) => ({ trustFile: fileOf(`${purpose}-ca.crt`), certificateFiles: undefined });
    const all = { internode: unseen('internode'), frontend: unseen('frontend'), clients: unseen('clients') };
    expect(codes(all)).toEqual([]);
    write('clients-ca.crt', read('internode-ca.crt'));
    const [problem, ...others] = problems(program(all));
    expect(others).toEqual([]);
    expect(problem).toContain('[SHARED_ISSUER] temporal/Pki: MtlsPki.clients.trustFile: found ');
  });

  test('P22 are refused for two tenants below one authority', () => {
    const made = program();
    for (const [name, file] of [
      ['orders', write('tenant.pem', foreignCertificate(root({ subject: { commonName: 'tenant' } })))],
      ['payments', write('copy.pem', read('tenant.pem'))],
    ]) {
      const trust = TrustRef.configMap(name, 'ca.crt');
      made.pki.addTenant(name, { authority: CertificateAuthority.existingSecrets({ trust, trustFile: file }) });
    }
    const [problem, ...others] = problems(made).filter((text) => text.includes('[SHARED_ISSUER]'));
    expect(others).toEqual([]);
    expect(problem).toContain('MtlsPki.addTenant(payments).authority.trustFile');
  });

  test('A13 B105 are refused with two certificates to verify by, or an intermediate for those who may run on Node', async () => {
    const { certificate } = await issueRoot(root(), NOW);
    write('clients-ca.crt', read('clients-ca.crt') + certificate.pem);
    expect(codes()).toEqual(['INVALID_CHAIN']);
    write('clients-ca.crt', read('clients-ca.crt').replace(certificate.pem, ''));
    const [own, intermediate] = blocks('frontend');
    write('frontend', own);
    write('frontend-ca.crt', intermediate);
    expect(codes()).toEqual(['INVALID_CHAIN']);
  });

  test('B113 are refused where the file cannot be read', () => {
    for (const file of [fileOf('nowhere'), folder]) {
      const [problem] = problems(program({ clients: { certificateFiles: { ui: file } } }));
      expect(problem).toMatch(/\[INVALID_CERTIFICATE\].*\((ENOENT|EISDIR)\)/);
    }
  });

  test('are refused where a file is named for a certificate that nobody asks for', () => {
    const [problem] = problems(program({ clients: { certificateFiles: { uy: fileOf('ui') } } }));
    expect(problem).toContain('[UNKNOWN_OPTION] temporal/Pki: MtlsPki.clients.certificateFiles.uy');
    expect(problem).toContain('"ui"');
  });

  test('are refused with files of certificates and none of what verifies them', () => {
    const options = { trust: TrustRef.configMap('x', 'ca.crt'), certificateFiles: { ui: 'ui' } };
    expect(refusalOf(() => CertificateAuthority.existingSecrets(options))).toMatchObject({
      code: 'MISSING_OPTION',
      option: 'CertificateAuthority.existingSecrets.trustFile',
    });
    const unsafe = { ...options, certificateFiles: { 'Ui/': 'ui' }, trustFile: 'x' };
    expect(codeOf(() => CertificateAuthority.existingSecrets(unsafe))).toBe('INVALID_NAME');
  });

  test('are not read where no file is named', () => {
    const without = { certificateFiles: undefined, trustFile: undefined };
    const readFile = jest.spyOn(effects, 'readFile');
    expect(problems(program({ internode: without, frontend: without, clients: without, database: without }))).toEqual(
      [],
    );
    expect(readFile).not.toHaveBeenCalled();
  });
});

function pem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

/** SEQUENCEs, each with nothing but the next in it. */
function nested(depth: number): Buffer {
  let inner = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) {
    const length =
      inner.length < 128
        ? Buffer.of(inner.length)
        : Buffer.of(0x83, inner.length >> 16, inner.length >> 8, inner.length);
    inner = Buffer.concat([Buffer.of(0x30), length, inner]);
  }
  return inner;
}

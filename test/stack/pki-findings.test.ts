import { effects } from '../../src/core/effects';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { Program } from '../gen/program';
import { LocalFolder } from '../support/local-program';

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const DAY = 24 * 3600 * 1000;
const folder = new LocalFolder();
beforeAll(async () => {
  await folder.made(({ pki }) => {
    pki.addUiCertificate();
    pki.addCommandLineCertificate();
    pki.addDatabaseClientCertificate({ user: 'temporal' });
  });
});

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(effects, 'warn').mockImplementation((line) => void printed.push(line));
  jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + 61 * DAY)); // all leaves are due
});
afterEach(() => jest.restoreAllMocks());

const DUE = ['internode', 'frontend', 'ui', 'command-line'].map((name) =>
  expect.stringMatching(new RegExp(`\\[CERTIFICATE_NEAR_EXPIRY\\].*temporal-${name}`)),
);

function validated(strict?: boolean) {
  const program = new Program();
  const { local } = folder;
  const pki = new MtlsPki(program.chart, 'Pki', { internode: local, frontend: local, clients: local });
  const findings = strict === undefined ? [] : program.stack({ pki, strict }).findings();
  const problems = program.app.node.findAll().flatMap((construct) => construct.node.validate());
  return { findings, problems: problems.filter((problem) => problem.includes('CERTIFICATE_')) };
}

describe('what is wrong with certificates in a store', () => {
  test('P07 is among the findings of the stack, and printed once', () => {
    const { findings, problems } = validated(false);
    const due = findings.filter(({ code }) => code === 'CERTIFICATE_NEAR_EXPIRY');
    expect(due.map(({ message }) => message)).toEqual(DUE);
    expect(problems).toEqual([]);
    expect(printed.filter((line) => line.includes('CERTIFICATE_'))).toEqual(DUE);
  });

  test('P07 stops synthesis of a strict program, once', () => {
    expect(validated(true).problems).toEqual(DUE);
    expect(printed.filter((line) => line.includes('CERTIFICATE_'))).toEqual([]);
  });

  test('P07 is said without a stack as well', () => {
    folder.program(({ pki }) => pki.addUiCertificate()).problems;
    expect(printed.filter((line) => line.includes('CERTIFICATE_'))).toHaveLength(3);
    jest.spyOn(effects, 'now').mockReturnValue(new Date(Date.now() + 91 * DAY));
    const { problems } = folder.program();
    expect(problems.filter((problem) => problem.startsWith('[CERTIFICATE_EXPIRED]'))).toHaveLength(2);
  });

  test('is reported once by a stack when it is an error, as is the name of a certificate that nobody asked for', () => {
    const program = new Program();
    const trust = TrustRef.configMap('corp', 'ca.crt');
    const clients = CertificateAuthority.existingSecrets({ trust, secretNames: { nobody: 'x' } });
    const stack = program.stack({ pki: new MtlsPki(program.chart, 'Pki', { clients }) });
    expect(stack.findings().map(({ code, option }) => `${code} ${option}`)).toContain(
      'UNKNOWN_OPTION MtlsPki.clients.secretNames.nobody',
    );
    const problems = program.app.node.findAll().flatMap((construct) => construct.node.validate());
    expect(problems.filter((problem) => problem.includes('secretNames.nobody'))).toHaveLength(1);
  });
});

describe('what a program leaves to others', () => {
  const WARNED = ['UNLIMITED_TENANT', 'UNSEEN_CERTIFICATE', 'UNCHECKED_REQUESTS'];

  function declared() {
    const program = new Program();
    const trust = TrustRef.configMap('corp', 'ca.crt');
    const clients = CertificateAuthority.existingSecrets({ trust });
    const pki = new MtlsPki(program.chart, 'Pki', { clients });
    const authority = CertificateAuthority.clusterIssuer('partner', { trust: IssuerTrust.dedicatedRoot() });
    pki.addTenant('partner', { authority });
    return { program, pki };
  }

  test('P23 P30 is warned of without a stack', () => {
    expect(declared().pki.node.validate()).toEqual([]);
    expect(printed.map((line) => /\[([A-Z_]+)\]/.exec(line)?.[1])).toEqual(WARNED);
  });

  test('P23 P30 is warned of once by a stack, and stops a strict one', () => {
    const codes = (problems: readonly string[]) =>
      WARNED.filter((code) => problems.filter((problem) => problem.includes(`[${code}]`)).length === 1);
    const warned = declared();
    warned.program.stack({ pki: warned.pki });
    expect(warned.program.problems).toEqual([]);
    expect(codes(printed)).toEqual(WARNED);
    const strict = declared();
    strict.program.stack({ pki: strict.pki, strict: true });
    expect(codes(strict.program.problems)).toEqual(WARNED);
  });
});

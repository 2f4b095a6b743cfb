import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { Program } from '../gen/program';
import { synthesis } from '../support/synthesis';

const REASON = 'only the platform team may create CertificateRequests';

/** A strict program with a worker. */
function synthesize(acknowledge: (program: Program, auth: ReturnType<Program['stack']>) => void) {
  return synthesis((outdir) => {
    const program = new Program(outdir);
    const roles = program.roles();
    const auth = program.stack({ roles, strict: true });
    const worker = auth.addService('worker', { temporalNamespace: 'payments' });
    roles.predefined.worker.bind(worker);
    acknowledge(program, auth);
    program.app.synth();
  });
}

describe('a strict program', () => {
  test('with a worker is written where each of its warnings is acknowledged, by the stack or by the PKI', () => {
    expect(synthesize((_, auth) => auth.acknowledge('UNCHECKED_REQUESTS', REASON))).toMatchObject({ error: '' });
    expect(synthesize((_, auth) => auth.pki.acknowledge('UNCHECKED_REQUESTS', REASON))).toMatchObject({ error: '' });
    expect(synthesize(() => undefined).error).toContain('[UNCHECKED_REQUESTS]');
  });

  test('does not accept a warning of another construct', () => {
    const { error, files } = synthesize((program, auth) =>
      auth.acknowledge('UNCHECKED_REQUESTS', REASON, program.elsewhere),
    );
    expect(error).toContain('[UNCHECKED_REQUESTS]');
    expect(error).toContain('[UNMET_ACKNOWLEDGEMENT]');
    expect([...files.keys()]).toEqual([]);
  });

  test('has what it acknowledges among its findings, with the reason', () => {
    const program = new Program();
    const auth = program.stack({ roles: program.roles() });
    auth.acknowledge('UNCHECKED_REQUESTS', REASON);
    expect(auth.findings().filter(({ code }) => code === 'UNCHECKED_REQUESTS')).toMatchObject([
      { acknowledged: REASON },
    ]);
  });
});

test('a warning that the PKI and its stack accept has the reasons of both', () => {
  const program = new Program();
  const auth = program.stack({ roles: program.roles() });
  auth.pki.acknowledge('UNCHECKED_REQUESTS', 'of the PKI');
  auth.acknowledge('UNCHECKED_REQUESTS', 'of the stack');
  expect(auth.findings().find(({ code }) => code === 'UNCHECKED_REQUESTS')?.acknowledged).toBe(
    'of the PKI; of the stack',
  );
});

test.each(['UNLIMITED_TENANT', 'UNSEEN_CERTIFICATE'])(
  'a warning %s of one tenant is accepted without that of another',
  (code) => {
    const program = new Program();
    const pki = new MtlsPki(program.chart, 'Pki');
    const [payments] = ['payments', 'orders'].map((name) => {
      const trust = TrustRef.secret(`${name}-ca`, 'ca.crt');
      return pki.addTenant(name, { authority: CertificateAuthority.existingSecrets({ trust }) });
    });
    pki.acknowledge(code, 'by contract', payments);
    const found = pki.findings().filter((finding) => finding.code === code);
    expect(found.map(({ path, acknowledged }) => [path, acknowledged])).toEqual([
      ['temporal/Pki/Tenant-orders', undefined],
      ['temporal/Pki/Tenant-payments', 'by contract'],
    ]);
  },
);

test('an MtlsPki without a stack acknowledges for itself', () => {
  const program = new Program();
  const pki = new MtlsPki(program.elsewhere, 'Pki');
  expect(pki.findings().map(({ code, acknowledged }) => [code, acknowledged])).toEqual([
    ['UNCHECKED_REQUESTS', undefined],
  ]);
  pki.acknowledge('UNCHECKED_REQUESTS', REASON);
  expect(pki.findings().map(({ code, acknowledged }) => [code, acknowledged])).toEqual([
    ['UNCHECKED_REQUESTS', REASON],
  ]);
});

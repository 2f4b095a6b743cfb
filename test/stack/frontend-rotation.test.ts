import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { FrontendTrustBundle } from '../../src/pki/frontend-trust-bundle';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { AuthorityGeneration } from '../../src/pki/rotation/authority-generation';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { TRUST_HASH } from '../../src/temporal/trust-hash';
import { Program } from '../gen/program';
import { refusalOf } from '../support/refusal';

const { only, introduce, signWith } = AuthorityGeneration;

function pkiIn(program: Program, generation: AuthorityGeneration): MtlsPki {
  const frontend = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager', generation });
  return new MtlsPki(program.chart, 'Pki', { frontend });
}

/** A stack whose callers verify the frontend by a Bundle. */
function bundled(generation: AuthorityGeneration): TemporalAuthStack {
  const program = new Program();
  const pki = pkiIn(program, generation);
  const kubernetesNamespaces = ['temporal'];
  const { trust: frontendTrust } = new FrontendTrustBundle(program.chart, 'Trust', { pki, kubernetesNamespaces });
  pki.addUiCertificate({ frontendTrust });
  pki.addCommandLineCertificate({ frontendTrust });
  const stack = program.stack({ pki });
  stack.addService('worker', { temporalNamespace: 'payments', frontendTrust });
  return stack;
}

const trustVolume = (pod: TemporalAuthStack['ui']) =>
  pod.volumes().find(({ name }: { name: string }) => name === 'etc-temporal-client-trust');

describe("a server whose frontend's root is rotated by cert-manager", () => {
  test('P32 is refused as long as its Web UI and command line would read one of the two roots', () => {
    const program = new Program();
    const pki = pkiIn(program, introduce(2));
    expect(refusalOf(() => program.stack({ pki }))).toMatchObject({
      code: 'SPLIT_TRUST',
      fix: expect.stringContaining('addUiCertificate({ frontendTrust })'),
    });
  });

  test('P32 has them mount the file that was given with their certificates before the stack', () => {
    const stack = bundled(introduce(2));
    for (const pod of [stack.ui, stack.commandLine]) {
      expect(trustVolume(pod)).toMatchObject({
        configMap: { name: 'temporal-frontend-ca.temporal', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
      });
    }
  });

  test('P32 rolls every pod when what it trusts changes, while the file that it mounts stays the same', () => {
    const hashes = (generation: AuthorityGeneration) => {
      const { ui, commandLine, history } = bundled(generation);
      return [ui, commandLine, history].map((pod) => pod.podAnnotations[TRUST_HASH]);
    };
    const [first, introduced, signing, last] = [only(1), introduce(2), signWith(2), only(2)].map(hashes);
    for (const index of [0, 1, 2]) {
      expect(introduced[index]).not.toBe(first[index]);
      expect(signing[index]).toBe(introduced[index]);
      expect(last[index]).not.toBe(signing[index]);
    }
  });
});

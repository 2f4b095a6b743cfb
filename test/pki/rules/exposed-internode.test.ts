import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../../src/pki/authorities/issuer/issuer-trust';
import { VaultAuthentication } from '../../../src/pki/authorities/vault/vault-authentication';
import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';
import { TrustRef } from '../../../src/pki/certificates/trust-ref';
import type { MtlsPkiProps } from '../../../src/pki/mtls-pki-props';
import { exposedInternode } from '../../../src/pki/rules/exposed-internode';
import { IssuedObjects } from '../../gen/issued-objects';
import { PkiProgram } from '../../support/pki-program';

const trust = IssuerTrust.dedicatedRoot();
const findingsOf = (props: MtlsPkiProps) => exposedInternode.check(new PkiProgram(props).pki._evidence());
const vault = (clusterResourceNamespace?: string) =>
  CertificateAuthority.vault({
    server: 'https://vault.example.com',
    path: 'pki/sign/temporal',
    trust,
    authentication: VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault' }),
    clusterResourceNamespace,
  });
const external = (clusterScoped: boolean) =>
  CertificateAuthority.externalIssuer({ group: 'step.sm', kind: 'StepIssuer', name: 'company', clusterScoped, trust });

describe('internode', () => {
  test.each([
    ['a ClusterIssuer', () => CertificateAuthority.clusterIssuer('company', { trust })],
    [
      'a hierarchy of the whole cluster',
      () => CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
    ],
    ['a Vault for the whole cluster', () => vault('cert-manager')],
    ['an external issuer of the whole cluster', () => external(true)],
  ])('P30 by %s is refused until somebody decides about requests or accepts it', (_, internode) => {
    const program = new PkiProgram({ internode: internode() });
    expect(program.problems).toEqual([expect.stringMatching(/^\[EXPOSED_INTERNODE\].*any namespace of the cluster/)]);
    program.pki.acknowledge('EXPOSED_INTERNODE', 'nobody but the platform team may create CertificateRequests');
    expect(program.problems).toEqual([]);
    expect(findingsOf({ internode: internode(), requestApproval: RequestApproval.approverPolicy() })).toEqual([]);
  });

  test.each([
    ['an Issuer of its namespace', () => CertificateAuthority.issuer('company', { trust })],
    ['a hierarchy of its namespace', () => CertificateAuthority.selfSigned()],
    ['a Vault for its namespace', () => vault()],
    ['an external issuer of its namespace', () => external(false)],
  ])('by %s is not', (_, internode) => {
    expect(findingsOf({ internode: internode() })).toEqual([]);
  });

  test('P30 is refused by a code of its own: what is accepted of other issuers is not accepted of it', () => {
    const program = new PkiProgram({ internode: CertificateAuthority.clusterIssuer('company', { trust }) });
    program.pki.acknowledge('UNCHECKED_REQUESTS', 'the cluster is ours alone');
    expect(program.problems).toEqual([expect.stringMatching(/^\[EXPOSED_INTERNODE\]/)]);
  });

  test('P27 by Secrets that nobody shows is refused until somebody accepts it', () => {
    const internode = (files: object) =>
      CertificateAuthority.existingSecrets({
        trust: TrustRef.secret('company-root', 'ca.crt'),
        serverName: 'internode.example.com',
        ...files,
      });
    for (const files of [
      {},
      { trustFile: 'ca.pem' },
      { trustFile: 'ca.pem', certificateFiles: { frontend: 'f.pem' } },
    ]) {
      expect(findingsOf({ internode: internode(files) })).toMatchObject([
        { severity: 'ERROR', code: 'EXPOSED_INTERNODE', fix: expect.stringContaining('certificateFiles.internode') },
      ]);
    }
    // Files that cannot be read are told elsewhere.
    const unreadable = { trustFile: 'ca.pem', certificateFiles: { internode: 'internode.pem' } };
    expect(findingsOf({ internode: internode(unreadable) })).toEqual([]);
  });

  test('P27 by Secrets is refused where what is trusted stands above the authority that signs it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'exposed-'));
    const file = (name: string) => path.join(folder, name);
    const brought = (trust: TrustRef) =>
      CertificateAuthority.existingSecrets({
        trust,
        serverName: 'internode.example.com',
        trustFile: file('ca.pem'),
        certificateFiles: { internode: file('internode.pem') },
      });
    const internode = brought(TrustRef.configMap('company', 'ca.crt'));
    const { texts } = await IssuedObjects.of(new PkiProgram({ internode }).pki._toModel());
    const chain = texts.get('Secret temporal/temporal-internode tls.crt') as string;
    writeFileSync(file('internode.pem'), chain);
    writeFileSync(file('ca.pem'), texts.get('ConfigMap temporal/company ca.crt') as string);
    expect(findingsOf({ internode })).toMatchObject([
      { code: 'EXPOSED_INTERNODE', expected: expect.stringContaining('what stands above it lets in') },
    ]);
    const [, signer] = chain.split(/(?<=-----END CERTIFICATE-----\n)/);
    writeFileSync(file('ca.pem'), signer);
    expect(findingsOf({ internode })).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('the same of other purposes is not this finding', () => {
    expect(findingsOf({ clients: CertificateAuthority.clusterIssuer('company', { trust }) })).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { IssuerTrust } from '../../src/pki/authorities/issuer/issuer-trust';
import { TrustRef } from '../../src/pki/certificates/trust-ref';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { AuthorityGeneration } from '../../src/pki/rotation/authority-generation';
import { planFor, readPlan } from '../../src/plan/plan';
import { LocalFolder } from '../support/local-program';
import { PkiProgram } from '../support/pki-program';

const DAY = 86_400;

function pkiOf({ app }: PkiProgram) {
  return readPlan(JSON.stringify(planFor(app)), 'plan.json').pkis[0];
}

function authorityOf(props: MtlsPkiProps) {
  const program = new PkiProgram(props);
  program.pki.addPersonCertificate('ann');
  const { authorities, leaves } = pkiOf(program);
  return { clients: authorities[2], ann: leaves.find(({ holder }) => holder === 'ann') };
}

describe('the PKIs in a plan', () => {
  test('say what cert-manager makes, where it lies, and who signs it', () => {
    const { clients, ann } = authorityOf({});
    expect(clients).toMatchObject({
      name: 'clients',
      kind: 'self-signed',
      signedBy: 'Issuer temporal/temporal-clients',
      made: [
        { kind: 'root', signedBy: 'itself', secret: { namespace: 'temporal', name: 'temporal-clients-root' } },
        {
          kind: 'intermediate',
          signedBy: 'Issuer temporal/temporal-clients-root',
          lifetime: { durationSeconds: 1825 * DAY },
        },
      ],
    });
    expect(ann).toMatchObject({
      role: 'person',
      authority: 'clients',
      signedBy: 'Issuer temporal/temporal-clients',
      lifetime: { durationSeconds: 90 * DAY, renewBeforeSeconds: 30 * DAY },
      secret: { namespace: 'temporal', name: 'temporal-ann' },
      names: ['spiffe://cluster.local/ns/temporal/person/ann'],
    });
  });

  test('say of an issuer that exists already its name alone', () => {
    const { clients, ann } = authorityOf({
      clients: CertificateAuthority.clusterIssuer('corp-clients', {
        trust: IssuerTrust.dedicatedRoot(),
      }),
    });
    expect([clients.kind, clients.signedBy, clients.made]).toEqual(['issuer', 'ClusterIssuer corp-clients', []]);
    expect(ann?.signedBy).toBe('ClusterIssuer corp-clients');
  });

  test('say nothing of the life of what somebody else brings', () => {
    const { clients, ann } = authorityOf({
      clients: CertificateAuthority.existingSecrets({
        trust: TrustRef.secret('corp-root', 'ca.crt'),
        secretNames: { ann: 'brought' },
      }),
    });
    expect([clients.kind, clients.signedBy]).toEqual(['secrets', undefined]);
    expect([ann?.lifetime, ann?.signedBy, ann?.secret]).toEqual([
      undefined,
      undefined,
      { namespace: 'temporal', name: 'brought' },
    ]);
  });

  test('say of a certificate store what lies in it under which name', () => {
    const folder = new LocalFolder();
    const { authorities, leaves } = readPlan(readFileSync(folder.plan(), 'utf8'), 'plan.json').pkis[0];
    expect(authorities[0].made.map(({ kind, stored, secret }) => [kind, stored?.folder, secret])).toEqual([
      ['root', folder.store, undefined],
      ['intermediate', folder.store, undefined],
    ]);
    const [leaf] = leaves;
    expect([leaf.stored?.folder, leaf.signedBy]).toEqual([folder.store, authorities[0].made[1].stored?.id]);
  });

  test('say of a rotation who signs and who is trusted', () => {
    const { clients } = authorityOf({
      clients: CertificateAuthority.selfSigned({ generation: AuthorityGeneration.introduce(2) }),
    });
    expect([clients.signer, clients.trusted]).toEqual(['g1', ['g1', 'g2']]);
    expect(clients.made.map(({ generation }) => generation)).toEqual(['g1', 'g1', 'g2', 'g2']);
  });
});

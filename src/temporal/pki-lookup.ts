import type { AuthModel } from '../model/auth-model';
import { type CertificateModel, databaseClientOf } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import type { Purpose } from '../pki/model/purpose';
import type { TrustModel } from '../pki/model/trust';

type Served = Pick<AuthModel, 'pki' | 'database'>;

/** What is trusted for a purpose, in the namespace of the server: what each authority of the purpose is verified by. */
export function trustOf(model: Pick<AuthModel, 'pki'>, purpose: Purpose): readonly TrustModel[] {
  const authorities = model.pki.authorities.filter((candidate) => candidate.purpose === purpose);
  if (authorities.length === 0) throw new Error(`the PKI has no authority for ${purpose}`);
  return authorities.flatMap(({ trust }) => trust);
}

/** The certificate of a component that has exactly one; as database client, that of the server's user. */
export function certificateOf({ pki, database }: Served, role: CertificateRole): CertificateModel {
  const certificate =
    role === 'database-client'
      ? databaseClientOf(pki.certificates, database.clientCertificate)
      : pki.certificates.find((candidate) => candidate.role === role);
  if (certificate === undefined) throw new Error(`the PKI has no certificate for ${role}`);
  return certificate;
}

/** What a component verifies the frontend by. */
export function frontendTrustOf(model: Served, role: CertificateRole): TrustModel {
  const { frontendTrust } = certificateOf(model, role);
  if (frontendTrust === undefined) throw new Error(`the certificate for ${role} says nothing of the frontend`);
  return frontendTrust;
}

/** The keys of a certificate's Secret that hold it and its private key. */
export function keyPairOf({ secretName: name }: Pick<CertificateModel, 'secretName'>) {
  return {
    certificate: { kind: 'Secret', name, key: 'tls.crt' },
    key: { kind: 'Secret', name, key: 'tls.key' },
  } as const;
}

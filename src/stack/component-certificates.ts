import { refuse } from '../core/errors';
import type { DatabaseModel } from '../persistence/model';
import type { CertificateRole } from '../pki/model';
import type { MtlsPki } from '../pki/mtls-pki';

/**
 * The certificates of the components that call others, where the program has not asked for them itself.
 *
 * Throws `SECRET_ELSEWHERE` where the PKI belongs to another Kubernetes namespace.
 */
export function addComponentCertificates(pki: MtlsPki, database: DatabaseModel, namespace: string): void {
  const { namespace: elsewhere, certificates } = pki._toModel();
  if (elsewhere !== namespace) {
    refuse('SECRET_ELSEWHERE', {
      option: 'TemporalAuthStack.pki',
      path: pki.node.path,
      value: `certificates in namespace "${elsewhere}"`,
      expected: `an MtlsPki in namespace "${namespace}", where the server's pods mount its Secrets`,
      fix: 'Put both into charts of one namespace.',
    });
  }
  const lacks = (role: CertificateRole) => !certificates.some((certificate) => certificate.role === role);
  if (lacks('ui')) pki.addUiCertificate();
  if (lacks('command-line')) pki.addCommandLineCertificate();
  if (database.clientCertificate && lacks('database-client')) pki.addDatabaseClientCertificate({ user: database.user });
}

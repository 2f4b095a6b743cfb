import { refuse } from '../core/errors';
import type { DatabaseModel } from '../persistence/model';
import type { CertificateModel, CertificateRole } from '../pki/model';
import type { MtlsPki } from '../pki/mtls-pki';

/**
 * The certificates of the components that call others, where the program has not asked for them itself.
 *
 * Throws `SECRET_ELSEWHERE` where the PKI, or one of these certificates, belongs to another Kubernetes namespace.
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
  for (const certificate of certificates) requireBeside(certificate, namespace);
  const lacks = (role: CertificateRole) => !certificates.some((certificate) => certificate.role === role);
  if (lacks('ui')) pki.addUiCertificate();
  if (lacks('command-line')) pki.addCommandLineCertificate();
  if (database.clientCertificate && lacks('database-client')) pki.addDatabaseClientCertificate({ user: database.user });
}

/** The options by which a program asks for the certificate of a component's pods. */
const ASKED_BY: Partial<Record<CertificateRole, string>> = {
  ui: 'MtlsPki.addUiCertificate',
  'command-line': 'MtlsPki.addCommandLineCertificate',
};

function requireBeside({ role, namespace: elsewhere, secretName, path }: CertificateModel, namespace: string): void {
  const asked = ASKED_BY[role];
  if (asked === undefined || elsewhere === namespace) return;
  refuse('SECRET_ELSEWHERE', {
    option: `${asked}.scope`,
    path,
    value: `Secret "${secretName}" in namespace "${elsewhere}"`,
    expected: `a scope in namespace "${namespace}", where the stack's pods mount the Secret`,
    fix: 'Leave scope out. For a pod of your own in another namespace, take addServiceCertificate.',
  });
}

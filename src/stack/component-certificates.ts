import { refuse } from '../core/errors';
import type { AnyDatabaseModel } from '../persistence/model';
import { type CertificateModel, type CertificateRole, databaseClientOf } from '../pki/model/certificate';
import type { MtlsPki } from '../pki/mtls-pki';

/**
 * The certificates of the components that call others, where the program has not asked for them itself.
 *
 * Throws `SECRET_ELSEWHERE` where the PKI, or one of these certificates, belongs to another Kubernetes namespace.
 */
export function addComponentCertificates(
  pki: MtlsPki,
  { clientCertificate }: AnyDatabaseModel,
  namespace: string,
): void {
  const { namespace: elsewhere, namePrefix, certificates } = pki._toModel();
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
  if (clientCertificate === undefined) return;
  const { user } = clientCertificate;
  const client = databaseClientOf(certificates, clientCertificate);
  // One of this name was meant for the server; that it names another user is a finding.
  const isNameFree = !certificates.some(({ name }) => name === `${namePrefix}-database-client`);
  if (client?.commonName !== user && isNameFree) pki.addDatabaseClientCertificate({ user });
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

import { refuse } from '../core/errors';
import type { AnyDatabaseModel } from '../persistence/model';
import { type CertificateModel, databaseClientOf } from '../pki/model/certificate';
import type { CertificateRole } from '../pki/model/certificate-role';
import { CLIENT_COMPONENTS, COMPONENTS } from '../pki/model/component';
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

function requireBeside({ role, namespace: elsewhere, secretName, path }: CertificateModel, namespace: string): void {
  const component = CLIENT_COMPONENTS.find((name) => name === role);
  if (component === undefined || elsewhere === namespace) return;
  refuse('SECRET_ELSEWHERE', {
    option: `MtlsPki.${COMPONENTS[component].askedBy}.scope`,
    path,
    value: `Secret "${secretName}" in namespace "${elsewhere}"`,
    expected: `a scope in namespace "${namespace}", where the stack's pods mount the Secret`,
    fix: 'Leave scope out. For a pod of your own in another namespace, take addServiceCertificate.',
  });
}

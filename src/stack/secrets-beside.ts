import { refuse } from '../core/errors';
import { CLIENT_COMPONENTS, COMPONENTS } from '../pki/model/component';
import type { MtlsPki } from '../pki/mtls-pki';

/** Refuses a PKI whose Secrets the server's pods could not mount, or certificates of its components. Throws `SECRET_ELSEWHERE`. */
export function requireBeside(pki: MtlsPki, namespace: string): void {
  const { namespace: elsewhere, certificates } = pki._toModel();
  if (elsewhere !== namespace) {
    refuse('SECRET_ELSEWHERE', {
      option: 'TemporalAuthStack.pki',
      path: pki.node.path,
      found: `certificates in namespace "${elsewhere}"`,
      expected: `an MtlsPki in namespace "${namespace}", where the server's pods mount its Secrets`,
      fix: 'Put both into charts of one namespace.',
    });
  }
  for (const component of CLIENT_COMPONENTS) {
    const certificate = certificates.find(({ role }) => role === component);
    if (certificate === undefined || certificate.namespace === namespace) continue;
    refuse('SECRET_ELSEWHERE', {
      option: `MtlsPki.${COMPONENTS[component].askedBy}.scope`,
      path: certificate.path,
      found: `Secret "${certificate.secretName}" in namespace "${certificate.namespace}"`,
      expected: `a scope in namespace "${namespace}", where the stack's pods mount the Secret`,
      fix: 'Leave scope out. For a pod of your own in another namespace, take addServiceCertificate.',
    });
  }
}

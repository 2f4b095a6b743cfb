import type { Construct } from 'constructs';
import { refuse } from '../core/errors';
import type { Authority } from './authority';
import { trustLeaf } from './certificates';
import type { TrustModel } from './model';
import type { PkiSettings } from './pki-settings';
import type { Registry } from './registry';
import { TrustRef } from './trust-ref';

/** A pod that calls the frontend, and where it lives. */
export interface Caller {
  readonly name: string;
  readonly namespace: string;
  readonly scope: Construct;
  readonly path: string;
}

/** Refuses a caller in a namespace where the issuer of `clients` does not sign. Throws `ISSUER_ELSEWHERE`. */
export function requireSigner(caller: Caller, { model: { issuer } }: Authority): void {
  if (issuer?.namespace === undefined || issuer.namespace === caller.namespace) return;
  refuse('ISSUER_ELSEWHERE', {
    option: `certificate ${caller.name}`,
    path: caller.path,
    value: `Kubernetes namespace ${caller.namespace}`,
    expected: `a caller in ${issuer.namespace}, where ${issuer.kind} ${issuer.name} signs`,
    fix:
      "Let clients be CertificateAuthority.clusterIssuer(…) or selfSigned({ clusterResourceNamespace: 'cert-manager' }); " +
      'or existingSecrets(…), and bring the Secret there with an ExternalSecret.',
  });
}

/**
 * What a caller verifies the frontend by, in its own namespace: what it was given, what the server's namespace has, or a
 * certificate that carries the frontend's root there. Throws `MISSING_TRUST`.
 */
export function frontendTrustOf(
  caller: Caller,
  given: TrustRef | undefined,
  registry: Registry,
  settings: PkiSettings,
): TrustModel {
  if (given !== undefined) return given._in(caller.namespace);
  const frontend = registry.authority('frontend');
  if (caller.namespace === settings.namespace) return TrustRef._of(frontend.model.trust[0])._in(settings.namespace);
  const { local } = frontend.model;
  if (local !== undefined) return registry.addLocalTrust('frontend', local, caller.namespace, caller.scope);
  const { issuer } = frontend.model;
  if (!frontend.carriesTrust || issuer === undefined || issuer.namespace !== undefined) {
    refuse('MISSING_TRUST', {
      option: `certificate ${caller.name} frontendTrust`,
      path: caller.path,
      value: `Kubernetes namespace ${caller.namespace}`,
      expected: "where the frontend's CA certificate lies in the caller's namespace",
      fix:
        'Bring it there with a trust-manager Bundle or an ExternalSecret and give frontendTrust: TrustRef.configMap(…) or ' +
        'TrustRef.secret(…); or let frontend be a ClusterIssuer with IssuerTrust.dedicatedRoot(), or ' +
        "selfSigned({ clusterResourceNamespace: 'cert-manager' }).",
    });
  }
  const { secretName, namespace } =
    registry.certificates.find(
      ({ role, purpose, namespace: of }) => role === 'trust' && purpose === 'frontend' && of === caller.namespace,
    ) ?? registry.addCertificate(trustLeaf(frontend, caller.namespace, settings, caller.path), frontend, caller.scope);
  return { kind: 'Secret', name: secretName, namespace, key: 'ca.crt' };
}

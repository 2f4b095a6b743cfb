import type { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { emit, kubernetesNamespaceOf } from '../core/objects/emit';
import type { ObjectKeyModel, ProfileModel } from '../model/service';
import type { ClientCertificate } from '../pki/certificates/client-certificate';
import { ExternalSecretsBinding } from '../secrets/external-secrets-binding';
import type { SecretRef } from '../secrets/secret-ref';
import { renderClientProfile } from '../temporal/callers/client-profile';
import { serviceProfileName } from '../temporal/object-names';
import { configMap, profileData } from '../temporal/outputs/config-map';
import type { ServiceFrame, TemporalServiceOptions } from './service-options';

/** What the SDK of a service reads. Throws `MISSING_TRUST`. */
export function serviceProfile(
  { name, pki, address }: ServiceFrame,
  certificate: ClientCertificate,
  { apiKey, temporalNamespace }: TemporalServiceOptions,
): ProfileModel {
  return {
    file: profileFile(name, apiKey),
    address,
    temporalNamespace,
    serverName: pki.frontendServerName,
    certificateSecretName: certificate.secretName,
    trust: frontendTrustOf(certificate),
  };
}

/** Emits a profile: as a ConfigMap, or in the Secret of its API key. Throws `SECRET_ELSEWHERE`, `FOREIGN_SECRET`. */
export function emitProfile(scope: Construct, profile: ProfileModel, apiKey: SecretRef | undefined): void {
  const { name, key } = profile.file;
  if (apiKey !== undefined) {
    const use = { option: 'TemporalServiceOptions.apiKey', scope };
    ExternalSecretsBinding._addFileAround(apiKey, key, () => renderClientProfile(profile), use);
    return;
  }
  const namespace = kubernetesNamespaceOf(scope);
  emit(
    scope,
    'Profile',
    configMap(name, namespace, () => profileData(profile)),
  );
}

function profileFile(name: string, apiKey: SecretRef | undefined): ObjectKeyModel {
  if (apiKey === undefined) return { kind: 'ConfigMap', name: serviceProfileName(name), key: 'temporal.toml' };
  return { kind: 'Secret', name: apiKey.secretName, key: `${name}.temporal.toml` };
}

function frontendTrustOf({ _model: { frontendTrust, path } }: ClientCertificate): ObjectKeyModel {
  if (frontendTrust === undefined) {
    refuse('MISSING_TRUST', {
      option: 'TemporalServiceOptions.frontendTrust',
      path,
      expected: 'what the service verifies the frontend by, in its own Kubernetes namespace',
      fix: "Bring the frontend's CA there with a trust-manager Bundle or an ExternalSecret and name it, or have a ClusterIssuer sign for the frontend.",
    });
  }
  const { kind, name, key } = frontendTrust;
  return { kind, name, key };
}

import type { Manifest } from '../../core/objects/manifest';
import { renderExternalSecret } from '../../secrets/render-external-secret';
import type { CertificateModel } from '../model/certificate';
import type { TrustModel } from '../model/trust';

/** How often the operator looks for a renewed certificate at least; more often where one has less time than this to arrive. */
const LONGEST_REFRESH_SECONDS = 3600;

/** The keys of a Secret with a certificate, and the properties of its value in the secret store. */
export const DELIVERED_KEYS = ['tls.crt', 'tls.key', 'ca.crt'] as const;

/** The ExternalSecret that delivers a certificate and its key, or nothing where the Secret is made otherwise. */
export function renderDelivery({ delivered, namespace, secretName, renewBeforeSeconds }: CertificateModel): Manifest[] {
  if (delivered === undefined) return [];
  const { apiVersion, store, remoteKey } = delivered;
  return [
    renderExternalSecret({
      apiVersion,
      store,
      name: secretName,
      namespace,
      refreshIntervalSeconds: Math.min(LONGEST_REFRESH_SECONDS, Math.floor(renewBeforeSeconds / 4)),
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain', // a briefly empty store stops no pod
      type: 'kubernetes.io/tls',
      values: DELIVERED_KEYS.map((key) => ({ key, remoteKey, property: key })),
      files: [],
    }),
  ];
}

/** The ConfigMap with the certificates that verify. */
export function renderLocalTrust({ name, namespace }: TrustModel, data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

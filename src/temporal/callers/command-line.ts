import type { ProfileModel } from '../../model/service';
import { COMPONENTS, componentName } from '../../pki/model/component';
import type { PkiModel } from '../../pki/model/pki';
import { objectNames } from '../object-names';

/** `host:port` of the frontend's Service. */
export function frontendAddress({ namePrefix, namespace, clusterDomain }: PkiModel): string {
  return `${componentName(namePrefix, 'frontend')}.${namespace}.svc.${clusterDomain}:${COMPONENTS.frontend.ports.grpcPort}`;
}

/** The profile of a pod with the command line; whoever works in it brings a token of their own (`TEMPORAL_API_KEY`). */
export function commandLineProfile(pki: PkiModel): ProfileModel {
  const certificate = pki.certificates.find(({ role }) => role === 'command-line');
  const trust = certificate?.frontendTrust;
  if (certificate === undefined || trust === undefined) throw new Error('the PKI has no command-line certificate');
  return {
    file: { kind: 'ConfigMap', name: objectNames(pki.namePrefix).commandLineProfile, key: 'temporal.toml' },
    address: frontendAddress(pki),
    serverName: pki.frontendServerName,
    certificateSecretName: certificate.secretName,
    trust: { kind: trust.kind, name: trust.name, key: trust.key },
  };
}

import type { ProfileModel } from '../../model/service';
import { COMPONENTS, componentName, type ProfileComponent } from '../../pki/model/component';
import type { PkiModel } from '../../pki/model/pki';
import { objectNames } from '../object-names';

/** `host:port` of the frontend's Service. */
export function frontendAddress({ namePrefix, namespace, clusterDomain }: PkiModel): string {
  return `${componentName(namePrefix, 'frontend')}.${namespace}.svc.${clusterDomain}:${COMPONENTS.frontend.ports.grpcPort}`;
}

/** The profile of a component's pods; whoever works in them brings a token of their own (`TEMPORAL_API_KEY`). */
export function componentProfile(pki: PkiModel, component: ProfileComponent): ProfileModel {
  const certificate = pki.certificates.find(({ role }) => role === component);
  const trust = certificate?.frontendTrust;
  if (certificate === undefined || trust === undefined) throw new Error(`the PKI has no ${component} certificate`);
  return {
    file: { kind: 'ConfigMap', name: objectNames(pki.namePrefix).profile(component), key: 'temporal.toml' },
    address: frontendAddress(pki),
    serverName: pki.frontendServerName,
    certificateSecretName: certificate.secretName,
    trust: { kind: trust.kind, name: trust.name, key: trust.key },
  };
}

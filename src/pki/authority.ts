import { resolve } from 'node:path';
import { refuse } from '../core/errors';
import type {
  AuthoritySource,
  ExistingIssuerSource,
  ExistingSecretsSource,
  LocalSource,
  SelfSignedSource,
} from './authority-source';
import { rolesOf } from './certificate-role';
import { hierarchyOf } from './hierarchy';
import { deliveryOf } from './local-authority-options';
import type { AuthorityModel, IssuerModel, Purpose, TrustModel } from './model';
import type { PkiSettings } from './pki-settings';

/** An authority whose purpose is known. */
export interface Authority {
  readonly model: AuthorityModel;
  /** Whether a `trust` certificate must be issued for its `ca.crt`. */
  readonly carriesTrust: boolean;
  /** Where certificates are brought in Secrets, their names by certificate name. */
  readonly secretNames?: Readonly<Record<string, string>>;
  /** Where certificates are brought in Secrets, the name that the listener's certificate holds. */
  readonly serverName?: string;
}

/** The name of a purpose's `trust` certificate, behind the name prefix. */
export function trustCertificateName(purpose: Purpose): string {
  return `${purpose}-trust`;
}

/** Gives an authority its purpose. Throws `UNPROVEN_TRUST`, `MISSING_OPTION`, `INVALID_VALUE`, `INVALID_LIFETIME`. */
export function authorityOf(purpose: Purpose, source: AuthoritySource, settings: PkiSettings): Authority {
  switch (source.kind) {
    case 'self-signed':
      return selfSigned(purpose, source, settings);
    case 'existing-secrets':
      return existingSecrets(purpose, source, settings);
    case 'local':
      return local(purpose, source, settings);
    default:
      return existingIssuer(purpose, source, settings);
  }
}

function selfSigned(purpose: Purpose, source: SelfSignedSource, settings: PkiSettings): Authority {
  const hierarchy = hierarchyOf(purpose, source.options, settings);
  const shared = source.options.root !== undefined;
  const common = { purpose, issuer: hierarchy.issuer, hierarchy };
  // Callers of the frontend that run on Node refuse an anchor that is not self-signed; no listener ever trusts this root.
  if (!shared || purpose === 'frontend') {
    return {
      model: { ...common, trust: [rootTrust(purpose, settings)], trustProven: !shared },
      carriesTrust: purpose !== 'internode',
    };
  }
  const { name, namespace } = hierarchy.intermediate;
  return {
    model: { ...common, trust: [{ kind: 'Secret', name, namespace, key: 'tls.crt' }], trustProven: true },
    carriesTrust: false,
  };
}

function existingIssuer(purpose: Purpose, source: ExistingIssuerSource, settings: PkiSettings): Authority {
  const namespace = settings.namespace;
  const issuer: IssuerModel =
    source.kind === 'Issuer'
      ? { kind: 'Issuer', name: source.name, namespace }
      : { kind: 'ClusterIssuer', name: source.name };
  const certificate = source.trust?._certificate;
  if (certificate !== undefined) {
    return { model: { purpose, issuer, trust: [certificate._in(namespace)], trustProven: true }, carriesTrust: false };
  }
  if (source.trust !== undefined) {
    const trust = [rootTrust(purpose, settings)];
    return { model: { purpose, issuer, trust, trustProven: true }, carriesTrust: purpose !== 'internode' };
  }
  if (purpose !== 'frontend') {
    refuse('UNPROVEN_TRUST', {
      option: `MtlsPki.${purpose}`,
      value: `${source.kind} ${source.name}`,
      expected: `an issuer of which the program says what its ${purpose} listeners trust`,
      fix:
        'Give trust: IssuerTrust.caCertificate(…) with the intermediate that signs for this purpose alone, or ' +
        'IssuerTrust.dedicatedRoot() if the root behind the issuer signs for nothing else.',
    });
  }
  // Callers verify the name as well, so a root that signs for others is a weaker promise here, not an open door.
  const trust: TrustModel = { kind: 'Secret', name: `${settings.namePrefix}-frontend`, namespace, key: 'ca.crt' };
  return { model: { purpose, issuer, trust: [trust], trustProven: false }, carriesTrust: false };
}

function existingSecrets(purpose: Purpose, source: ExistingSecretsSource, settings: PkiSettings): Authority {
  const { trust, serverName, secretNames } = source.options;
  const listens = purpose === 'internode' || purpose === 'frontend';
  const option = `MtlsPki.${purpose}.serverName`;
  if (listens && serverName === undefined) {
    refuse('MISSING_OPTION', {
      option,
      expected: 'the DNS name in the certificate that callers verify',
      fix: 'Give serverName to CertificateAuthority.existingSecrets.',
    });
  }
  if (!listens && serverName !== undefined) {
    refuse('INVALID_VALUE', {
      option,
      value: serverName,
      expected: "no server name, since these certificates are not a listener's",
      fix: 'Remove serverName.',
    });
  }
  return {
    model: { purpose, trust: [trust._in(settings.namespace)], trustProven: true },
    carriesTrust: false,
    secretNames: secretNames ?? {},
    serverName,
  };
}

function local(purpose: Purpose, { options }: LocalSource, settings: PkiSettings): Authority {
  const { store, organization, rootDuration, intermediateDuration, keyAlgorithm } = options;
  const signed = rolesOf(purpose).filter((role) => role !== 'trust'); // the root is read from the store itself
  const durations = { organization, rootDuration, intermediateDuration, keyAlgorithm };
  const { root, intermediate } = hierarchyOf(purpose, durations, settings, signed);
  const authority = {
    store: resolve(store),
    root: root.certificate,
    intermediate,
    delivery: deliveryOf(options),
  };
  const trust = [localTrust(purpose, settings.namespace, settings)];
  return { model: { purpose, trust, trustProven: true, local: authority }, carriesTrust: false };
}

/** The ConfigMap with the root of a local authority: it is public, so it needs no Secret. */
export function localTrust(purpose: Purpose, namespace: string, settings: PkiSettings): TrustModel {
  const name = `${settings.namePrefix}-${trustCertificateName(purpose)}`;
  return { kind: 'ConfigMap', name, namespace, key: 'ca.crt' };
}

/** The root as cert-manager writes it into a `ca.crt`: of the services' own certificate, or of one made to carry it. */
function rootTrust(purpose: Purpose, settings: PkiSettings): TrustModel {
  const certificate = purpose === 'internode' ? 'internode' : trustCertificateName(purpose);
  return {
    kind: 'Secret',
    name: `${settings.namePrefix}-${certificate}`,
    namespace: settings.namespace,
    key: 'ca.crt',
  };
}

/**
 * Refuses two purposes behind one issuer or one trusted certificate: a certificate of one would open the listeners of the
 * other. Throws `SHARED_ISSUER`.
 */
export function requireDistinct(authorities: readonly AuthorityModel[]): void {
  const seen = new Map<string, Purpose>();
  for (const { purpose, issuer, trust } of authorities) {
    const identities = trust.map(({ kind, namespace, name, key }) => `${kind} ${namespace}/${name} key ${key}`);
    if (issuer) identities.push(`${issuer.kind} ${issuer.name}`); // a namespaced one is always in the server's namespace
    for (const identity of identities) {
      const other = seen.get(identity);
      if (other !== undefined) {
        refuse('SHARED_ISSUER', {
          option: `MtlsPki.${purpose}`,
          value: identity,
          expected: `an authority of its own, since ${other} has this one`,
          fix: 'Give each purpose an issuer whose certificates open nothing else, or leave it out for a self-signed hierarchy.',
        });
      }
      seen.set(identity, purpose);
    }
  }
}

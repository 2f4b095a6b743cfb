import { goDuration } from '../../core/durations';
import type { Manifest } from '../../core/objects/manifest';
import type { NameSubtrees } from '../../x509/names/name-constraints';
import type { PkiSettings } from '../certificates/settings';
import type { CertificateModel, IssuanceModel } from '../model/certificate';
import type { CaCertificateModel, HierarchyModel, RootModel } from '../model/hierarchy';
import type { IssuerModel } from '../model/issuer';

const API_VERSION = 'cert-manager.io/v1';

/** One old CertificateRequest shows what happened last. */
const REVISION_HISTORY_LIMIT = 1;

/** A CA signs certificates and revocation lists only; an extended key usage would limit everything below it. */
export const CA_USAGES = ['cert sign', 'crl sign'];

/** Options of all certificates. */
type Kept = Pick<PkiSettings, 'certificates'>;

/** The objects of a root: the issuer that signs it, its Certificate, and the issuer that it signs with. */
export function renderRoot({ bootstrapIssuer, certificate, issuer }: RootModel, settings: Kept = {}): Manifest[] {
  return [
    renderIssuer(bootstrapIssuer, { selfSigned: {} }),
    renderCaCertificate(certificate, bootstrapIssuer, settings),
    renderIssuer(issuer, { ca: { secretName: certificate.name } }),
  ];
}

/** The objects below the root: the intermediate and the issuer that signs the purpose's leaves. */
export function renderIntermediate({ root, intermediate, issuer }: HierarchyModel, settings: Kept = {}): Manifest[] {
  return [
    renderCaCertificate(intermediate, root.issuer, settings),
    renderIssuer(issuer, { ca: { secretName: intermediate.name } }),
  ];
}

/** The Certificate of a leaf, or nothing where the user provides the Secret. */
export function renderCertificate(certificate: CertificateModel): Manifest[] {
  const { issuance = {}, issuer, secretName, usages } = certificate;
  if (issuer === undefined) return [];
  const spec = {
    secretName,
    ...listed('dnsNames', certificate.dnsNames),
    ...listed('ipAddresses', certificate.ipAddresses),
    ...listed('uris', certificate.uris),
    isCA: false,
    usages,
    ...(issuance.secretTemplate && { secretTemplate: issuance.secretTemplate }),
    ...renderOutputFormats(certificate),
  };
  return [renderRequest(certificate, issuer, spec, issuance.rotationPolicy ?? 'Always', issuance)];
}

function renderCaCertificate(certificate: CaCertificateModel, issuer: IssuerModel, { certificates }: Kept): Manifest {
  const { name, organization, organizationalUnit, permittedNames } = certificate;
  const spec = {
    secretName: name,
    subject: { organizations: [organization], organizationalUnits: [organizationalUnit] },
    isCA: true,
    usages: CA_USAGES,
    ...(permittedNames && { nameConstraints: renderPermitted(permittedNames) }),
  };
  // A new key would invalidate everything that the old one signed until each verifier has the new certificate.
  return renderRequest(certificate, issuer, spec, 'Never', certificates);
}

/** What Certificates of leaves and authorities have in common. */
function renderRequest(
  certificate: CertificateModel | CaCertificateModel,
  { group = 'cert-manager.io', kind, name }: IssuerModel,
  spec: object,
  rotationPolicy: 'Always' | 'Never',
  kept: Pick<IssuanceModel, 'revisionHistoryLimit'> = {},
): Manifest {
  const { commonName, durationSeconds, renewBeforeSeconds, privateKey } = certificate;
  return {
    apiVersion: API_VERSION,
    kind: 'Certificate',
    metadata: { name: certificate.name, namespace: certificate.namespace },
    spec: {
      ...spec,
      commonName,
      duration: goDuration(durationSeconds),
      renewBefore: goDuration(renewBeforeSeconds),
      privateKey: { ...privateKey, encoding: 'PKCS8', rotationPolicy },
      revisionHistoryLimit: kept.revisionHistoryLimit ?? REVISION_HISTORY_LIMIT,
      issuerRef: { group, kind, name },
    },
  };
}

/** An issuer of cert-manager's own. */
export function renderIssuer({ kind, name, namespace }: IssuerModel, spec: object): Manifest {
  return { apiVersion: API_VERSION, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, spec };
}

/** A `trust` certificate has no holder who could read its key in any form. */
function renderOutputFormats({ role, issuance }: CertificateModel): object {
  const { additionalOutputFormats = [] } = issuance ?? {};
  if (role === 'trust' || additionalOutputFormats.length === 0) return {};
  return { additionalOutputFormats: additionalOutputFormats.map((type) => ({ type })) };
}

/** Critical, so that a verifier that does not know them refuses the certificate. */
function renderPermitted({ dnsDomains, ipRanges, emailAddresses, uriDomains }: NameSubtrees): object {
  const permitted = {
    ...listed('dnsDomains', dnsDomains),
    ...listed('ipRanges', ipRanges),
    ...listed('emailAddresses', emailAddresses),
    ...listed('uriDomains', uriDomains),
  };
  return { critical: true, permitted };
}

/** A list; left out where it is empty. */
function listed(key: string, values: readonly string[]): object {
  return values.length === 0 ? {} : { [key]: values };
}

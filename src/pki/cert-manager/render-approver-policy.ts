import { goDuration } from '../../core/durations';
import type { Manifest } from '../../core/objects/manifest';
import { renderGrant } from '../../kubernetes/render-grant';
import type { CertificateModel, RequestModel } from '../model/certificate';
import type { CaCertificateModel } from '../model/hierarchy';
import type { IssuerModel } from '../model/issuer';
import { CA_USAGES } from './render-cert-manager';

const GROUP = 'policy.cert-manager.io';

/** The request that cert-manager makes for a Certificate, of a leaf or of an authority. */
export interface RequestedCertificate
  extends RequestModel,
    Partial<Pick<CaCertificateModel, 'organization' | 'organizationalUnit'>> {
  readonly issuer: IssuerModel;
  readonly isCa: boolean;
}

/** The request for an authority's certificate. */
export function requestOfAuthority(certificate: CaCertificateModel, issuer: IssuerModel): RequestedCertificate {
  return { ...certificate, issuer, isCa: true, dnsNames: [], ipAddresses: [], uris: [], usages: CA_USAGES };
}

/** The request for a leaf's certificate; undefined where cert-manager does not sign it. */
export function requestOfLeaf(certificate: CertificateModel): RequestedCertificate | undefined {
  const { issuer } = certificate;
  return issuer && { ...certificate, issuer, isCa: false };
}

/** The name of a request's policy: policies are cluster-scoped, and no namespace contains a dot. */
export function policyNameOf({ name, namespace }: RequestedCertificate): string {
  return `${name}.${namespace}`;
}

/**
 * The policy of one certificate, in the one namespace and of the one issuer: approver-policy approves what one policy lets
 * through, so a policy of several certificates would let each have the names of the others.
 */
export function renderRequestPolicy(request: RequestedCertificate): Manifest {
  const { namespace, issuer, privateKey } = request;
  const { group = 'cert-manager.io', kind, name } = issuer;
  return {
    apiVersion: `${GROUP}/v1alpha1`,
    kind: 'CertificateRequestPolicy',
    metadata: { name: policyNameOf(request) },
    spec: {
      allowed: renderAllowed(request),
      constraints: {
        maxDuration: goDuration(request.durationSeconds),
        privateKey: { algorithm: privateKey.algorithm, minSize: privateKey.size, maxSize: privateKey.size },
      },
      selector: { issuerRef: { group, kind, name }, namespace: { matchNames: [namespace] } },
    },
  };
}

/** Permission to use policies, for the account that makes the requests. */
export function renderUse(
  name: string,
  namespace: string,
  policyNames: unknown,
  account: { readonly name: string; readonly namespace: string },
): Manifest[] {
  return renderGrant({ name, namespace }, [account], {
    apiGroups: [GROUP],
    resources: ['certificaterequestpolicies'],
    verbs: ['use'],
    resourceNames: policyNames,
  });
}

/** The allowed fields: approver-policy allows nothing of a field that is left out. */
function renderAllowed(request: RequestedCertificate): object {
  const { commonName, organization, organizationalUnit, isCa } = request;
  return {
    commonName: { required: true, ...exactly('value', commonName) },
    ...allowedList('dnsNames', request.dnsNames),
    ...allowedList('ipAddresses', request.ipAddresses),
    ...allowedList('uris', request.uris),
    usages: request.usages,
    isCA: isCa,
    ...(organization !== undefined &&
      organizationalUnit !== undefined && {
        subject: {
          ...allowedList('organizations', [organization]),
          ...allowedList('organizationalUnits', [organizationalUnit]),
        },
      }),
  };
}

function allowedList(field: string, values: readonly string[]): object {
  return values.length === 0 ? {} : { [field]: { required: true, ...exactly('values', values) } };
}

/** An exact value: `*` in a pattern matches any text, so a name that contains one is compared by a rule. */
function exactly(field: 'value' | 'values', allowed: string | readonly string[]): object {
  const all = [allowed].flat();
  if (!all.some((value) => value.includes('*'))) return { [field]: allowed };
  return { validations: [{ rule: `self in ${JSON.stringify(all)}`, message: 'not a name of the certificate' }] };
}

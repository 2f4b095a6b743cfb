import { identityOf } from '../../../support/references';
import { authoritiesAbove } from '../certificates';
import type { EmittedRule, Evidence } from '../evidence';
import { issuerIdentity } from '../names';

/** Which issuer signs is in the objects or exists; above every certificate stands a root. */
export const chains: EmittedRule = {
  id: 'chains',
  what: 'Each certificate has an issuer that can sign it, and a root above it.',
  find: ({ cluster }) =>
    cluster.ofKind('Certificate').flatMap((object) => {
      const id = identityOf(object);
      const { namespace } = object.metadata;
      const identity = issuerIdentity(object.spec.issuerRef, namespace);
      const issuer = cluster.object(identity);
      const above = authoritiesAbove(cluster.made(object));
      if (cluster.existingIssuer(object.spec.issuerRef, namespace) !== undefined) return [];
      if (issuer === undefined) return [`${id}: there is no ${identity}`];
      if (issuer.spec.selfSigned !== undefined) return object.spec.isCA === true ? [] : [`${id} signs itself`];
      if (above.length === 0) return [`${id}: ${identity} has no certificate to sign with`];
      return [
        ...above
          .filter(({ isAuthority }) => !isAuthority)
          .map((signer) => `${id} is signed by ${signer.id}, no authority`),
        ...(above.at(-1)?.signer === undefined ? [] : [`${id} has no root`]),
      ];
    }),
};

/** An authority signs certificates and nothing else; nobody else signs, and nobody outlives who signed. */
export const usages: EmittedRule = {
  id: 'usages',
  what: 'Authorities sign and nothing else, leaves prove and never sign, and none outlives its authority.',
  find: ({ cluster }) =>
    cluster.ofKind('Certificate').flatMap((object) => {
      const id = identityOf(object);
      const { spec } = object;
      const allowed = spec.isCA === true ? SIGNING : PROVING;
      const signer = cluster.signerOf(object);
      const signing = cluster.ofKind('Certificate').find((other) => signer?.id === identityOf(other));
      return [
        ...(spec.usages ?? ['none'])
          .filter((usage: string) => !allowed.includes(usage))
          .map((usage: string) => `${id}: ${usage}`),
        ...(typeof spec.isCA === 'boolean' ? [] : [`${id} leaves open whether it is an authority`]),
        ...(spec.isCA && spec.privateKey.rotationPolicy !== 'Never' ? [`${id}: its key does not stay`] : []),
        ...(hours(spec.renewBefore) < hours(spec.duration) ? [] : [`${id} is renewed too late`]),
        ...(signing === undefined || hours(spec.duration) <= hours(signing.spec.renewBefore)
          ? []
          : [`${id} outlives ${signer?.id}`]),
      ];
    }),
};

const SIGNING = ['cert sign', 'crl sign'];
/** `timestamping` has a certificate that only carries its root open no listener. */
const PROVING = ['digital signature', 'key encipherment', 'server auth', 'client auth', 'timestamping'];

function hours(duration: string): number {
  const [, hour, minute, second] = /^(\d+)h(\d+)m(\d+)s$/.exec(duration) ?? [];
  return Number(hour) + Number(minute) / 60 + Number(second) / 3600;
}

/** Where approver-policy decides, it allows each certificate as it is, and nothing that is none. */
export const approvals: EmittedRule = {
  id: 'approvals',
  what: 'Each certificate has one policy that allows it as it is, which cert-manager may use where it is asked for.',
  find: (evidence) => {
    const { cluster, facts } = evidence;
    const certificates = cluster.ofKind('Certificate');
    const policies = cluster.ofKind('CertificateRequestPolicy');
    const asked = certificates.map((object) => [identityOf(object), requestOf(object)] as const);
    const allowed = policies.map((policy) => allowedBy(policy));
    const decided = facts.servers.filter(({ hasApproval }) => hasApproval).map(({ namespace }) => namespace);
    return [
      ...(facts.servers.every(({ hasApproval }) => hasApproval)
        ? asked.filter(([, request]) => !allowed.includes(request)).map(([id]) => `${id}: no policy allows it`)
        : []),
      ...policies
        .filter((policy) => !asked.some(([, request]) => request === allowedBy(policy)))
        .map((policy) => `${identityOf(policy)} allows what nobody asks for`),
      ...policies.flatMap((policy) => unusable(policy, evidence)),
      ...(decided.length > 0 && policies.length === 0 ? ['nobody decides'] : []),
    ];
  },
};

// biome-ignore-start lint/suspicious/noExplicitAny: a manifest is read as it is written
function requestOf({ metadata, spec }: any): string {
  const { kind, name, group } = spec.issuerRef;
  const { commonName, isCA, usages: for_, dnsNames = [], uris = [], ipAddresses = [] } = spec;
  const issuer = { group, kind, name };
  return text(metadata.namespace, issuer, commonName, isCA, for_, dnsNames, uris, ipAddresses, spec.duration);
}

function allowedBy({ spec: { allowed, selector, constraints } }: any): string {
  const { kind, name, group } = selector.issuerRef;
  // A name with an asterisk would stand for any, so such names are compared by a rule of CEL.
  const names = (list: any) => list?.values ?? JSON.parse(list?.validations[0].rule.replace('self in ', '') ?? '[]');
  const lists = [names(allowed.dnsNames), names(allowed.uris), names(allowed.ipAddresses)];
  const { commonName, isCA, usages: for_ } = allowed;
  const issuer = { group, kind, name };
  return text(
    selector.namespace.matchNames[0],
    issuer,
    commonName.value,
    isCA,
    for_,
    ...lists,
    constraints.maxDuration,
  );
}

function text(namespace: string, issuer: object, commonName: string, isCA: boolean, ...lists: unknown[]): string {
  return JSON.stringify([
    namespace,
    issuer,
    commonName,
    isCA,
    ...lists.map((list) => (Array.isArray(list) ? [...list].sort() : list)),
  ]);
}

function unusable(policy: any, { cluster }: Evidence): string[] {
  const [namespace] = policy.spec.selector.namespace.matchNames;
  const isNamed = cluster
    .ofKind('Role')
    .some(
      ({ metadata, rules }) =>
        metadata.namespace === namespace &&
        rules.some(
          ({ resources, resourceNames }: any) =>
            resources.includes('certificaterequestpolicies') && resourceNames.includes(policy.metadata.name),
        ),
    );
  return isNamed ? [] : [`${identityOf(policy)}: nobody may use it in ${namespace}`];
}
// biome-ignore-end lint/suspicious/noExplicitAny: a manifest is read as it is written

import { edgesOf } from '../../src/edges/edges';
import type { Edge, EdgeEnd } from '../../src/edges/model';
import type { AuthModel } from '../../src/model/auth-model';
import { type AuthorityModel, belongsTo, issuerOf } from '../../src/pki/model/authority';
import type { CertificateModel } from '../../src/pki/model/certificate';
import { describeKey, type TrustModel } from '../../src/pki/model/trust';
import { type BrokenEdge, brokenEdges } from './broken-edges';
import { certificatesByName, nameOf } from './certificates-by-name';
import type { Invariant } from './invariant';

/** What signed the certificate that an end shows is among what its peer trusts. */
export const edgeChains: Invariant = (model) => {
  const leaves = certificatesByName(model);
  const verified = (edge: Edge, { certificate }: EdgeEnd, peer: EdgeEnd) => {
    const leaf = certificate && leaves.get(nameOf(certificate));
    // What nobody verifies by is the rule of trust's to say.
    return leaf === undefined || peer.trust.length === 0 ? [] : untrusted(model, edge, leaf, peer);
  };
  return brokenEdges(
    edgesOf(model).flatMap((edge) => [
      ...verified(edge, edge.caller, edge.callee),
      ...verified(edge, edge.callee, edge.caller),
    ]),
  );
};

function untrusted(model: AuthModel, edge: Edge, certificate: CertificateModel, peer: EdgeEnd): BrokenEdge[] {
  const broken = { edge, path: certificate.path };
  const signers = model.pki.authorities.filter((authority) => signs(authority, certificate));
  if (signers.length === 0) {
    return [
      {
        ...broken,
        what: `${certificate.name}.issuer`,
        value: certificate.issuer?.name ?? 'none',
        expected: `the issuer of ${certificate.purpose}`,
      },
    ];
  }
  const leads = peer.trust.some(
    (trust) =>
      signers.some((signer) => standsFor(trust, signer, model)) ||
      // A certificate that the user names is what the user says that it is.
      !model.pki.authorities.some((authority) => isOf(trust, authority) || standsFor(trust, authority, model)),
  );
  if (leads) return [];
  return [
    {
      ...broken,
      what: `what ${peer.name} verifies ${certificate.purpose} by`,
      value: peer.trust.map(describeKey).join(', '),
      expected: `the CA certificate of ${certificate.purpose}: ${signers.flatMap(({ trust }) => trust.map(describeKey)).join(', ')}`,
    },
  ];
}

function signs(authority: AuthorityModel, certificate: CertificateModel): boolean {
  const issuer = issuerOf(authority);
  const own = certificate.issuer;
  return belongsTo(certificate, authority) && own?.name === issuer?.name && own?.kind === issuer?.kind;
}

/** Whether a key of an object holds the certificate of one that signs or signed for a purpose. */
function isOf(trust: TrustModel, authority: AuthorityModel): boolean {
  return authority.trust.some((known) => describeKey(known) === describeKey(trust));
}

/** Whether it holds that of the one that signs, as far as this program puts it there. */
function standsFor(trust: TrustModel, authority: AuthorityModel, { pki }: AuthModel): boolean {
  const { state } = authority;
  const issuer = issuerOf(authority);
  // Below a root that stays, the certificate of the root stands for each generation.
  const rootOf = (generation: string) => state.roots?.[generation] ?? generation;
  const ofSigner = authority.trust.filter((of) => rootOf(of.authority) === rootOf(state.signer));
  if (isOf(trust, { ...authority, trust: ofSigner })) return true;
  // The ConfigMap of a local authority stands in the namespace of each caller, with all that is trusted in one file.
  if ('local' in authority) {
    return (
      trust.key === 'ca.crt' && authority.trust.some(({ kind, name }) => kind === trust.kind && name === trust.name)
    );
  }
  // cert-manager writes the root beside what it signs.
  return pki.certificates.some(
    (certificate) =>
      certificate.issuer?.name === issuer?.name &&
      trust.kind === 'Secret' &&
      trust.key === 'ca.crt' &&
      certificate.namespace === trust.namespace &&
      certificate.secretName === trust.name,
  );
}

import { errorOf, type Problem, Severity } from '../../core/problem';
import { edgeName } from '../../edges/edges';
import type { Edge, EdgeEnd, ShownCertificate } from '../../edges/model';
import { describeKey, type TrustModel } from '../../pki/model/trust';
import type { CertificateFacts } from '../../x509/model';
import { namesNotHeld } from '../../x509/names/server-name';
import { isSignedBy } from '../../x509/verify/is-signed-by';
import { verifyChain } from '../../x509/verify/verify-chain';
import { type LeafDemands, verifyLeaf } from '../../x509/verify/verify-leaf';
import { verifyTrustFile } from '../../x509/verify/verify-trust-file';
import { wouldAccept } from '../../x509/verify/would-accept';
import { certificatesOf, isUnusable, type Material, materialOf, presenceOf } from './edge-material';

/** An edge, and what is wrong with what its ends really show and verify by. */
export interface VerifiedEdge {
  readonly edge: Edge;
  readonly findings: readonly Problem[];
}

/** Every key that the proof of these edges reads, each once. */
export function keysOf(edges: readonly Edge[]): TrustModel[] {
  const keys = edges.flatMap(({ caller, callee }) =>
    [caller, callee].flatMap(({ certificate, trust }) => [...(certificate ? [keyOf(certificate)] : []), ...trust]),
  );
  return [...new Map(keys.map((key) => [describeKey(key), key])).values()];
}

/** Proves edges by the certificates that really are there. @param texts by `describeKey` */
export function verifyEdges(edges: readonly Edge[], texts: ReadonlyMap<string, string>, at: Date): VerifiedEdge[] {
  const proof = new Proof(edges, texts, at);
  return edges.map((edge) => ({ edge, findings: proof.findings(edge) }));
}

class Proof {
  private readonly materials = new Map<string, Material>();
  /** Authorities that somebody could bring along: all that are seen anywhere. */
  private readonly authorities: readonly CertificateFacts[];
  /** What each listener lets in, once for those with one list. */
  private readonly listeners: ReadonlyMap<string, Edge>;
  /** What is wrong between two ends, by what they show and verify by: the services are many edges, and one proof. */
  private readonly known = new Map<string, readonly Problem[]>();

  constructor(
    edges: readonly Edge[],
    texts: ReadonlyMap<string, string>,
    private readonly at: Date,
  ) {
    const foreign = edges.filter(isForeign).flatMap(({ caller }) => caller.trust.map(describeKey));
    for (const key of keysOf(edges)) {
      const identity = describeKey(key);
      const read = foreign.includes(identity) ? presenceOf : materialOf;
      this.materials.set(identity, read(key, texts));
    }
    this.authorities = [...this.materials.values()].flatMap(certificatesOf).filter(({ isCa }) => isCa);
    const admitting = edges.filter(({ caller }) => caller.role !== undefined);
    this.listeners = new Map(admitting.map((edge) => [JSON.stringify([edge.purpose, edge.callee.trust]), edge]));
  }

  public findings(edge: Edge): readonly Problem[] {
    const { caller, callee, port: _port, ...rest } = edge;
    const evidence = [caller, callee].map(({ name: _name, pods: _pods, ...end }) => end);
    const identity = JSON.stringify([...evidence, rest]);
    const known = this.known.get(identity) ?? this.prove(edge);
    this.known.set(identity, known);
    return known;
  }

  private prove(edge: Edge): Problem[] {
    const { caller, callee } = edge;
    const own = [caller, callee].flatMap(({ certificate }) => certificate ?? []);
    return [
      ...this.verifyTrust(edge, caller),
      // Who shows nothing is verified by nothing.
      ...(caller.role === undefined ? [] : this.verifyTrust(edge, callee)),
      ...this.verifyPresented(edge, caller, callee, { usages: ['client auth'] }),
      ...this.verifyPresented(edge, callee, caller, { usages: ['server auth'], serverName: edge.serverName }),
      ...own.flatMap((certificate) => this.opens(edge, certificate)),
    ];
  }

  private verifyTrust(edge: Edge, end: EdgeEnd): Problem[] {
    const isClient = end === edge.caller && edge.callerKind === 'client';
    const reader = { oneCertificate: !isClient, selfSigned: isClient };
    return end.trust.flatMap((key) => {
      const material = this.material(key);
      if (isUnusable(material)) return [unusable(edge, material)];
      // What the database shows, and by which rules its authority is made, is its owner's business.
      return end === edge.caller && isForeign(edge) ? [] : verifyTrustFile(material, reader, this.place(edge, key));
    });
  }

  private verifyPresented(edge: Edge, { certificate }: EdgeEnd, peer: EdgeEnd, demands: LeafDemands): Problem[] {
    if (certificate === undefined) return [];
    const key = keyOf(certificate);
    const chain = this.material(key);
    if (isUnusable(chain)) return [unusable(edge, chain)];
    const trusted = this.trusted(peer.trust);
    const place = this.place(edge, key);
    return [
      ...verifyLeaf(chain[0], demands, place),
      ...(certificate.provided ? [] : declaredNames(chain[0], certificate, place)),
      ...(trusted.length === 0 ? [] : verifyChain(belowTrust(chain, trusted), trusted, place)),
    ];
  }

  /** Listeners of other purposes that a certificate would open. */
  private opens(edge: Edge, certificate: ShownCertificate): Problem[] {
    const [leaf] = certificatesOf(this.material(keyOf(certificate)));
    if (leaf === undefined) return [];
    return [...this.listeners.values()]
      .filter(({ purpose }) => purpose !== certificate.purpose)
      .filter(({ callee: { trust } }) => wouldAccept(this.trusted(trust), leaf, this.authorities))
      .map(({ callee, purpose }) =>
        errorOf('SHARED_ISSUER', {
          ...this.place(edge, keyOf(certificate)),
          found: leaf.subject,
          expected: `a certificate that ${callee.name} refuses, since it is of ${certificate.purpose} and not of ${purpose}`,
          fix: `Give each purpose an authority of its own, and ${callee.name} no other trust than that of ${purpose}.`,
        }),
      );
  }

  private trusted(trust: readonly TrustModel[]): CertificateFacts[] {
    return trust.flatMap((key) => certificatesOf(this.material(key)));
  }

  private material(key: TrustModel): Material {
    const material = this.materials.get(describeKey(key));
    if (material === undefined) throw new Error(`${describeKey(key)} is not one of the edges`);
    return material;
  }

  private place(edge: Edge, key: TrustModel) {
    return { option: `${edgeName(edge)}: ${describeKey(key)}`, at: this.at };
  }
}

/** What is wrong with a key of an object, said of an edge that needs it. */
function unusable(edge: Edge, problem: Problem): Problem {
  return { ...problem, option: `${edgeName(edge)}: ${problem.option}` };
}

/** Whether the callee shows a certificate that this program neither issues nor knows. */
function isForeign({ callee }: Edge): boolean {
  return callee.role === undefined;
}

/**
 * What a peer needs of a chain: it looks no further than to what it trusts, wherever the chain ends. An intermediate that was
 * renewed with its key is trusted in the place of the one that a chain still carries.
 */
function belowTrust(
  chain: readonly CertificateFacts[],
  trusted: readonly CertificateFacts[],
): readonly CertificateFacts[] {
  const last = chain.findIndex((certificate) => trusted.some((anchor) => isSignedBy(certificate, anchor)));
  return last === -1 ? chain : chain.slice(0, last + 1);
}

/** The names that the program declares are those by which a caller is known, and a listener found. */
function declaredNames(
  leaf: CertificateFacts,
  { dnsNames, ipAddresses, uris, commonName, role }: ShownCertificate,
  { option }: { readonly option: string },
): Problem[] {
  const held = [...leaf.dnsNames, ...leaf.ipAddresses, ...leaf.uris].join(', ') || 'no name';
  const missing = [...namesNotHeld(leaf, { dnsNames, ipAddresses }), ...uris.filter((uri) => !leaf.uris.includes(uri))];
  const without = (name: string, found: string) =>
    errorOf('CERTIFICATE_MISMATCH', {
      option,
      found,
      expected: `a certificate with the name ${name}, as the program declares`,
      fix: 'Issue it again.',
    });
  // PostgreSQL goes by the common name.
  const isOfUser = role !== 'database-client' || leaf.commonName === commonName;
  return [
    ...missing.map((name) => without(name, held)),
    ...(isOfUser ? [] : [without(commonName, leaf.commonName ?? 'no common name')]),
  ];
}

function keyOf({ namespace, secretName }: ShownCertificate): TrustModel {
  return { kind: 'Secret', namespace, name: secretName, key: 'tls.crt' };
}

/** Whether nothing is wrong with an edge that would break it. */
export function isProven({ findings }: VerifiedEdge): boolean {
  return findings.every(({ severity }) => severity !== Severity.ERROR);
}

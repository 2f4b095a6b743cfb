import { X509Certificate } from 'node:crypto';
import type { KubeObject } from '../../gen/program';
import { identityOf } from '../../support/references';
import { authoritiesAbove, type Certificate } from './certificates';
import type { Existing, ExistingLeaf } from './facts';
import { type IssuerRef, issuerIdentity, secretOf } from './names';

/** Where cert-manager finds what ClusterIssuers refer to, and trust-manager what Bundles do. */
const CLUSTER_RESOURCE_NAMESPACE = 'cert-manager';

/** What lies in the Secret of a certificate: the certificate, and the root above it as far as it is known there. */
interface Held {
  readonly certificate: Certificate;
  readonly root?: Certificate;
}

/** The certificates of a cluster once everything that the objects ask for has been made. Nothing in it is read from the program. */
export class Cluster {
  private readonly byIdentity: ReadonlyMap<string, KubeObject>;
  private readonly known = new Map<string, Certificate>();
  /** `Secret namespace/name` of each certificate. */
  private readonly secrets: ReadonlyMap<string, KubeObject>;
  /** The same of those that are brought. */
  private readonly brought: ReadonlyMap<string, ExistingLeaf>;

  constructor(
    public readonly objects: readonly KubeObject[],
    public readonly existing: Existing,
  ) {
    this.byIdentity = new Map(objects.map((object) => [identityOf(object), object]));
    this.secrets = new Map(this.ofKind('Certificate').map((object) => [secretOf(object), object]));
    this.brought = new Map([...existing.leaves, ...this.delivered()]);
  }

  public ofKind(...kinds: string[]): KubeObject[] {
    return this.objects.filter(({ kind }) => kinds.includes(kind));
  }

  public has(identity: string): boolean {
    return this.byIdentity.has(identity);
  }

  public object(identity: string): KubeObject | undefined {
    return this.byIdentity.get(identity);
  }

  /** The certificates of everybody who is no authority: `Secret namespace/name` and what lies in it. */
  public get leaves(): ReadonlyMap<string, Certificate> {
    const made = [...this.secrets]
      .filter(([, { spec }]) => spec.isCA !== true)
      .map(([secret, object]) => [secret, this.made(object)] as const);
    const existing = [...this.brought.keys()].map(
      (secret) => [secret, this.held(secret)?.certificate as Certificate] as const,
    );
    return new Map([...made, ...existing]);
  }

  /** The certificate of a Certificate. */
  public made(object: KubeObject): Certificate {
    const id = identityOf(object);
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const { spec } = object;
    const certificate: { -readonly [Field in keyof Certificate]: Certificate[Field] } = {
      id,
      isAuthority: spec.isCA === true,
      commonName: spec.commonName,
      dnsNames: spec.dnsNames ?? [],
      ipAddresses: spec.ipAddresses ?? [],
      uris: spec.uris ?? [],
      usages: spec.usages ?? [],
      permitted: spec.nameConstraints?.critical === true ? spec.nameConstraints.permitted : {},
    };
    this.known.set(id, certificate); // before its signer: an issuer may be asked for what it signs itself
    certificate.signer = this.signerOf(object);
    return certificate;
  }

  /** Who signs for an issuer; undefined for one that has each certificate sign itself, and where there is nobody. */
  public signerOf({ metadata: { namespace }, spec: { issuerRef } }: KubeObject): Certificate | undefined {
    const issuer = this.object(issuerIdentity(issuerRef, namespace));
    if (issuer === undefined || issuer.spec.vault !== undefined) {
      const signer = this.existingIssuer(issuerRef, namespace)?.signer;
      return signer === undefined ? undefined : this.authority(signer);
    }
    if (issuer.spec.ca === undefined) return undefined;
    return this.held(`Secret ${issuer.metadata.namespace ?? CLUSTER_RESOURCE_NAMESPACE}/${issuer.spec.ca.secretName}`)
      ?.certificate;
  }

  /** What stands for an issuer that is not made here, or that has a Vault sign. */
  public existingIssuer(issuerRef: IssuerRef, namespace?: string) {
    const identity = issuerIdentity(issuerRef, namespace);
    const { vault } = this.object(identity)?.spec ?? {};
    return this.existing.issuers.get(vault === undefined ? identity : `${vault.server}/${vault.path}`);
  }

  /** An authority that exists already. */
  public authority(name: string): Certificate {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const above = this.existing.authorities.get(name);
    const certificate: Certificate = {
      id: name,
      isAuthority: true,
      ...(above !== undefined && { signer: this.authority(above) }),
      commonName: name,
      dnsNames: [],
      ipAddresses: [],
      uris: [],
      usages: ['cert sign', 'crl sign'],
      permitted: {},
    };
    this.known.set(name, certificate);
    return certificate;
  }

  /** What lies in the Secret of a certificate. */
  public held(secret: string): Held | undefined {
    const object = this.secrets.get(secret);
    if (object !== undefined) {
      const certificate = this.made(object);
      const above = [certificate, ...authoritiesAbove(certificate)];
      const existing = this.existingIssuer(object.spec.issuerRef, object.metadata.namespace);
      const root =
        existing === undefined ? above.find(({ signer }) => signer === undefined) : this.authority(existing.root);
      return { certificate, root };
    }
    const leaf = this.brought.get(secret);
    if (leaf === undefined) return undefined;
    const { signer, ...says } = leaf;
    const certificate = { id: secret, isAuthority: false, ipAddresses: [], permitted: {}, ...says };
    const own = { ...certificate, signer: this.authority(signer) };
    return { certificate: own, root: authoritiesAbove(own).at(-1) };
  }

  /** The CA certificates in a key: `Kind namespace/name key key`. */
  public authoritiesIn(key: string): Certificate[] {
    const [object, name] = key.split(' key ');
    const named = this.existing.files.get(key);
    if (named !== undefined) return named.flatMap((one) => this.namedAuthority(one));
    const held = this.held(object);
    if (held !== undefined) return [name === 'ca.crt' ? held.root : held.certificate].flatMap((one) => one ?? []);
    return [...this.fromStore(object, name), ...this.fromBundle(object, name), ...this.fromText(object, name)];
  }

  /** Certificates whose text stands in a ConfigMap, by their fingerprints. */
  private fromText(configMap: string, key: string): Certificate[] {
    const text = this.object(configMap)?.data?.[key] ?? '';
    return (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [])
      .map((pem) => new X509Certificate(pem).fingerprint256)
      .map((fingerprint) => this.authority(fingerprint));
  }

  /** What ExternalSecrets bring from a certificate store. */
  private delivered(): Array<readonly [secret: string, leaf: ExistingLeaf]> {
    return this.ofKind('ExternalSecret').flatMap(({ metadata, spec }) => {
      const { remoteRef } = spec.data.find(({ secretKey }: { secretKey: string }) => secretKey === 'tls.crt') ?? {};
      const leaf = this.existing.stored.get(remoteRef?.key);
      return leaf === undefined ? [] : [[`Secret ${metadata.namespace}/${spec.target.name}`, leaf] as const];
    });
  }

  private namedAuthority(name: string): Certificate[] {
    return name.includes(' key ') ? this.authoritiesIn(name) : [this.authority(name)];
  }

  private fromStore(secret: string, key: string): Certificate[] {
    return this.ofKind('ExternalSecret')
      .filter(({ metadata, spec }) => `Secret ${metadata.namespace}/${spec.target.name}` === secret)
      .flatMap(({ spec }) => spec.data)
      .filter(({ secretKey }) => secretKey === key)
      .flatMap(({ remoteRef }) => this.existing.values.get(`${remoteRef.key}/${remoteRef.property}`) ?? [])
      .flatMap((name) => this.namedAuthority(name));
  }

  private fromBundle(configMap: string, key: string): Certificate[] {
    return this.ofKind('Bundle')
      .filter(({ metadata, spec: { target } }) =>
        target.namespaceSelector.matchExpressions.some(({ values }: { values: string[] }) =>
          values.some(
            (namespace) => configMap === `ConfigMap ${namespace}/${metadata.name}` && target.configMap.key === key,
          ),
        ),
      )
      .flatMap(({ spec }) => spec.sources)
      .flatMap(({ secret }) =>
        this.authoritiesIn(`Secret ${CLUSTER_RESOURCE_NAMESPACE}/${secret.name} key ${secret.key}`),
      );
  }
}

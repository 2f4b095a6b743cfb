import type { Construct } from 'constructs';
import { declared } from '../../core/derived';
import { emit } from '../../core/objects/emit';
import type { Manifest } from '../../core/objects/manifest';
import { sortedBy } from '../../core/order';
import type { Authority } from '../authorities/authority';
import { CertificateAuthority } from '../authorities/certificate-authority';
import { DistinctAuthorities } from '../authorities/distinct-authorities';
import { requestOfAuthority, requestOfLeaf } from '../cert-manager/render-approver-policy';
import { renderCertificate, renderIntermediate, renderRoot } from '../cert-manager/render-cert-manager';
import { renderVaultIssuer } from '../cert-manager/render-vault-issuer';
import { RequestPolicies } from '../cert-manager/request-policies';
import { requirePermitted } from '../certificates/permitted-leaf';
import type { PkiSettings } from '../certificates/settings';
import { type AuthorityModel, hierarchiesOf, storedOf } from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import type { HierarchyModel } from '../model/hierarchy';
import { PURPOSES, type Purpose } from '../model/purpose';
import { LocalStores } from '../store/local-stores';
import { renderDelivery } from '../store/render-delivery';
import { certificateOf, type Leaf, trustLeaf } from './leaves';
import { LocalTrusts } from './local-trusts';
import { ReservedNames } from './reserved-names';

/** A certificate that an option names. */
export interface NamedCertificate {
  readonly authority: AuthorityModel;
  /** `secretNames` or `certificateFiles`. */
  readonly option: string;
  readonly name: string;
}

/** The authorities and certificates of one MtlsPki: each is checked against the others, kept and emitted as it is added. */
export class Registry {
  /** The certificate stores of local authorities. */
  public readonly stores: LocalStores;
  /** The trust of local authorities in the cluster. */
  public readonly localTrusts: LocalTrusts;

  /** Registries of tenants, which have authorities and certificates of their own. */
  private readonly declared: Registry[] = [];
  private readonly byPurpose = new Map<Purpose, Authority>();
  private readonly leaves: CertificateModel[] = [];
  /** Of certificates, as the program says them. */
  private readonly names = new Set<string>();
  private readonly distinct: DistinctAuthorities;
  private readonly reserved: ReservedNames;
  private readonly policies: RequestPolicies;

  /** @param server of a tenant, the registry of the server that the tenant's certificates call */
  public constructor(
    private readonly owner: Construct,
    public readonly settings: PkiSettings,
    server?: Registry,
  ) {
    this.stores = server?.stores ?? new LocalStores();
    this.distinct = server?.distinct ?? new DistinctAuthorities();
    this.reserved = new ReservedNames(owner.node.path, server?.reserved);
    this.policies = server?.policies ?? new RequestPolicies(settings);
    this.localTrusts = new LocalTrusts(this.stores, settings, owner.node.path, (manifest, scope) =>
      emit(scope, this.idOf(manifest, scope), manifest),
    );
    server?.declared.push(this);
  }

  /** By their names: a listener's files, which follow from their order, do not depend on that of a program's lines. */
  private get tenants(): Registry[] {
    return sortedBy(this.declared, ({ settings: { tenant = '' } }) => tenant);
  }

  /** All authorities, in the order of their purposes; those of tenants follow. */
  public get authorities(): AuthorityModel[] {
    const own = PURPOSES.flatMap((purpose) => this.byPurpose.get(purpose)?.model ?? []);
    return [...own, ...this.tenants.flatMap(({ authorities }) => authorities)];
  }

  /** All certificates, in the order in which they were added; those of tenants follow. */
  public get certificates(): CertificateModel[] {
    return [...this.leaves, ...this.tenants.flatMap(({ certificates }) => certificates)];
  }

  /** The authority of a purpose, made self-signed where the program names none. */
  public authority(purpose: Purpose, given?: CertificateAuthority): Authority {
    const known = this.byPurpose.get(purpose);
    if (known !== undefined) return known;
    const asked = (given ?? CertificateAuthority.selfSigned())._of(purpose, this.settings);
    this.distinct.check(asked.model);
    this.reserveStoreNames(asked.model);
    const authority = { ...asked, model: this.localTrusts.read(asked.model) };
    this.distinct.add(authority.model); // also by the content of the store
    this.byPurpose.set(purpose, authority);
    declared(this.owner);
    for (const hierarchy of hierarchiesOf(authority.model)) this.emitHierarchy(authority.model, hierarchy);
    if (authority.model.kind === 'vault') this.emitAll(renderVaultIssuer(authority.model, this.settings), this.owner);
    if ('local' in authority.model) this.localTrusts.place(authority.model, this.settings.namespace, this.owner);
    for (const carrier of authority.trustCarriers) {
      this.addCertificate(trustLeaf(carrier, this.settings.namespace, this.settings, this.owner.node.path), authority);
    }
    return authority;
  }

  /** Adds a certificate. Throws `DUPLICATE_CERTIFICATE`, `INVALID_NAME`. */
  public addCertificate(leaf: Leaf, authority: Authority, scope: Construct = this.owner): CertificateModel {
    const certificate = certificateOf(leaf, authority, this.settings);
    requirePermitted(certificate, authority.model);
    // Trust certificates may have one name in several Kubernetes namespaces; all others have a unique name.
    if (leaf.role !== 'trust' && this.names.has(leaf.name))
      this.reserved.refuseDuplicate(leaf.name, `certificate ${leaf.name}`);
    this.reserved.secret(certificate.namespace, certificate.secretName, `certificate ${leaf.name}`);
    this.names.add(leaf.name);
    this.leaves.push(certificate);
    declared(this.owner);
    this.policies.allow(requestOfLeaf(certificate), scope, this.idPrefix(scope));
    this.emitAll([...renderCertificate(certificate), ...renderDelivery(certificate)], scope);
    return certificate;
  }

  /** Certificates whose place an option names. */
  public named(): NamedCertificate[] {
    const own = [...this.byPurpose.values()].flatMap(({ model: authority, secretNames, certificateFiles }) =>
      Object.entries({ secretNames, certificateFiles }).flatMap(([option, names]) =>
        Object.keys(names ?? {}).map((name) => ({ authority, option, name })),
      ),
    );
    return [...own, ...this.tenants.flatMap((tenant) => tenant.named())];
  }

  /** Reserves names in the store, which are no Secrets and are shared with certificates of services. */
  private reserveStoreNames(authority: AuthorityModel): void {
    const local = storedOf(authority);
    for (const generation of local?.generations ?? []) {
      const { root, intermediate, imported } = generation;
      const place = `the certificate store ${local?.store}`;
      if (imported === undefined) this.reserved.root(root, place, authority, generation);
      this.reserved.intermediate(intermediate, authority);
    }
  }

  private emitHierarchy(authority: AuthorityModel, hierarchy: HierarchyModel): void {
    const { root, intermediate } = hierarchy;
    if (this.reserved.root(root.certificate, 'cert-manager', authority, hierarchy)) {
      this.policies.allow(requestOfAuthority(root.certificate, root.bootstrapIssuer), this.owner, '');
      this.emitAll(renderRoot(root, this.settings), this.owner);
    }
    this.reserved.intermediate(intermediate, authority);
    this.policies.allow(requestOfAuthority(intermediate, root.issuer), this.owner, '');
    this.emitAll(renderIntermediate(hierarchy, this.settings), this.owner);
  }

  private emitAll(manifests: readonly Manifest[], scope: Construct): void {
    for (const manifest of manifests) {
      emit(scope, this.idOf(manifest, scope), manifest);
    }
  }

  private idOf({ kind, metadata }: Manifest, scope: Construct): string {
    return `${this.idPrefix(scope)}${kind}-${metadata.name}`;
  }

  /** Objects in other charts have their owner's name in their ids. */
  private idPrefix(scope: Construct): string {
    return scope === this.owner ? '' : `${this.owner.node.id}-`;
  }
}

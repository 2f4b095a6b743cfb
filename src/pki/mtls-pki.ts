import { resolve } from 'node:path';
import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Acknowledgements } from '../core/acknowledgements';
import { DECLARED_FINDINGS } from '../core/declared-findings';
import { Derived, declared } from '../core/derived';
import { effects } from '../core/effects';
import { inConstruct, together } from '../core/errors';
import { type Finding, findingOf } from '../core/findings';
import { AllowedPatches } from '../core/objects/allowed-patches';
import { kubernetesNamespaceOf } from '../core/objects/emit';
import { validateOnce } from '../core/objects/validate-once';
import { planWhenAsked } from '../core/planning';
import type { Problem } from '../core/problem';
import { Report } from '../core/report';
import { checkAll } from '../core/rule';
import { readOnly } from '../core/surface/read-only';
import type { AnyDatabaseModel } from '../persistence/model';
import { refusedByWebhook } from './cert-manager/admission/cert-manager-objects';
import { secretsWithTwoWriters } from './cert-manager/secret-writers';
import type {
  CallerCertificateOptions,
  ClientCertificate,
  DatabaseClientCertificateOptions,
  PersonCertificateOptions,
} from './certificates/client-certificate';
import { KeyAlgorithm } from './certificates/key-algorithm';
import { trustRefOf } from './certificates/placed-trust';
import type { PkiSettings } from './certificates/settings';
import type { TrustRef } from './certificates/trust-ref';
import type { PkiModel } from './model/pki';
import { PURPOSES, type Purpose } from './model/purpose';
import { type MtlsPkiProps, readMtlsPkiProps } from './mtls-pki-props';
import { frontendTrustHere } from './registry/caller';
import { CallerCertificates } from './registry/caller-certificates';
import { DECLARED_PKIS } from './registry/declared-pkis';
import { frontendLeaf, internodeLeaf, serverNameOf } from './registry/leaves';
import { Registry } from './registry/registry';
import { ServerCertificates } from './registry/server-certificates';
import { surroundingsOf } from './registry/surroundings';
import { readRecord } from './rotation/record';
import { PKI_RULES } from './rules';
import type { PkiEvidence } from './rules/pki-evidence';
import { sharedStores } from './rules/shared-stores';
import type { Tenant } from './tenants/tenant';
import type { TenantOptions } from './tenants/tenant-options';
import { Tenants } from './tenants/tenants';

/**
 * The certificates of one Temporal server and its callers, issued by cert-manager or found in Secrets. A listener trusts
 * one purpose: no certificate made for another opens it, whatever chain it brings.
 *
 * @example
 * const pki = new MtlsPki(chart, 'Pki', {
 *   namePrefix: 'orders',
 *   frontendDnsNames: ['temporal.company.com'],
 * });
 * pki.addPersonCertificate('admin');
 */
export class MtlsPki extends Construct {
  private readonly settings: PkiSettings;
  private readonly registry: Registry;
  private readonly callers: CallerCertificates;
  private readonly ofServer: ServerCertificates;
  private readonly tenants: Tenants;
  private readonly acknowledgements = new Acknowledgements(this, 'MtlsPki');
  private readonly allowedPatches = new AllowedPatches(this, 'MtlsPki');
  private readonly model = new Derived(this, () => this.takeModel());
  private readonly serverNames: Pick<PkiModel, 'internodeServerName' | 'frontendServerName'>;
  private readonly bundles = new Set<string>();
  private server?: { readonly database: AnyDatabaseModel };

  /**
   * Declares the authorities, the internode certificate and the frontend's.
   *
   * Throws `MISSING_NAMESPACE`, `SHARED_ISSUER`, `UNPROVEN_TRUST`, `INVALID_SAN`, `INVALID_LIFETIME`, `INVALID_NAME`,
   * `STORE_BEHIND`; at synthesis what is wrong with the certificates in the store of a local authority, `INVALID_VALUE` where
   * options are for cert-manager and it signs nothing, `UNRECORDED_ROTATION` and `UNSAFE_ROTATION` where a rotation is in another
   * phase than recorded, and what is wrong with the record: `INVALID_ROTATION_RECORD`, `UNSAFE_STORE`.
   *
   * @param scope a construct in the chart of the Temporal server; the chart's namespace is the server's
   */
  public constructor(scope: Construct, id: string, props?: MtlsPkiProps) {
    super(scope, id);
    const read = inConstruct(this, () => readMtlsPkiProps(props));
    const clusterDomain = read.clusterDomain ?? 'cluster.local';
    this.settings = {
      namespace: kubernetesNamespaceOf(this),
      namePrefix: read.namePrefix ?? 'temporal',
      clusterDomain,
      trustDomain: read.trustDomain ?? clusterDomain,
      keyAlgorithm: read.keyAlgorithm ?? KeyAlgorithm.ECDSA_P256,
      lifetimes: read.lifetimes ?? {},
      certificates: read.certificates,
      requestApproval: read.requestApproval?._model,
      certManager: read.certManager,
      rotationRecord: read.rotationRecord && resolve(read.rotationRecord),
    };
    this.registry = new Registry(this, this.settings);
    this.callers = new CallerCertificates(this, this.registry, this.registry);
    this.ofServer = new ServerCertificates(this.callers, this.registry, this.node.path);
    this.tenants = new Tenants(this, this.registry);

    const purposes = PURPOSES.filter((purpose) => purpose !== 'database' || read.database !== undefined);
    const authorities = purposes.map((purpose) => () => this.registry.authority(purpose, read[purpose]));
    const [internode, frontend] = inConstruct(this, () => together(authorities));

    this.serverNames = {
      internodeServerName: serverNameOf('internode', internode, this.settings),
      frontendServerName: serverNameOf('frontend', frontend, this.settings),
    };
    const names = { dnsNames: read.frontendDnsNames ?? [], ipAddresses: read.frontendIpAddresses ?? [] };
    this.registry.addCertificate(internodeLeaf(internode, this.settings, this.node.path), internode);
    this.registry.addCertificate(frontendLeaf(frontend, this.settings, names, this.node.path), frontend);

    DECLARED_PKIS.add(this, () => ({ pki: this._toModel(), ...this.server }));
    planWhenAsked(this);
    validateOnce(this, sharedStores);
    validateOnce(this, secretsWithTwoWriters);
    validateOnce(this, refusedByWebhook);
    const report = new Report('MtlsPki', false);
    // Where there is a stack, it reports them, under the stack's strictness.
    const findings = new Derived(this, () => (this.server === undefined ? this._problems() : []));
    DECLARED_FINDINGS.add(this, () => ({ path: this.node.path, problems: findings.get() }));
    this.node.addValidation({ validate: () => report.validate(findings.get()) });
  }

  /** The name that Temporal's services verify when they call each other: a DNS name in the internode certificate. */
  public get internodeServerName(): string {
    return this.serverNames.internodeServerName;
  }

  /** The name that callers in the cluster verify: a DNS name in the frontend's certificate. */
  public get frontendServerName(): string {
    return this.serverNames.frontendServerName;
  }

  /** What the internode listeners and their callers trust: one CA certificate each. */
  public get internodeTrust(): TrustRef[] {
    return this.trustOf('internode');
  }

  /**
   * What callers in the Temporal server's Kubernetes namespace verify the frontend by: one file, which is what they read.
   *
   * Throws `SPLIT_TRUST` while the frontend's authority is rotated and its CA certificates lie apart.
   */
  public get frontendTrust(): TrustRef {
    const { model } = this.registry.authority('frontend');
    return frontendTrustHere(model, this.settings, 'MtlsPki.frontendTrust', this.node.path);
  }

  /** What the frontend's listener trusts: one CA certificate each. */
  public get clientsTrust(): TrustRef[] {
    return this.trustOf('clients');
  }

  /**
   * What the database must trust to let the Temporal server in, one CA certificate each; none as long as no database client
   * certificate is asked for.
   */
  public get databaseTrust(): TrustRef[] {
    return this.trustOf('database');
  }

  /**
   * The Web UI's certificate, named `ui`; without options, that of the stack where one has made it.
   *
   * Throws `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`, `SPLIT_TRUST`.
   */
  public addUiCertificate(options?: CallerCertificateOptions): ClientCertificate {
    return this.ofServer.ofComponent('ui', options);
  }

  /**
   * The certificate of the pod that holds the command line, named `command-line`; without options, that of the stack where one has
   * made it.
   *
   * Throws `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`, `SPLIT_TRUST`.
   */
  public addCommandLineCertificate(options?: CallerCertificateOptions): ClientCertificate {
    return this.ofServer.ofComponent('command-line', options);
  }

  /**
   * The certificate of a service: a worker or an SDK client.
   *
   * Throws `INVALID_NAME`, `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`, `SPLIT_TRUST`.
   *
   * @param name the service's name; the Secret is `<namePrefix>-<name>`
   */
  public addServiceCertificate(name: string, options?: CallerCertificateOptions): ClientCertificate {
    return this.callers.addService('MtlsPki', name, options);
  }

  /**
   * The certificate of a person, in a Secret of the Temporal server's namespace, from which it is handed over.
   *
   * Throws `INVALID_NAME`, `DUPLICATE_CERTIFICATE`, `MISSING_TRUST`, `SPLIT_TRUST`.
   *
   * @param name the person's or office's name, for example `admin`; the Secret is `<namePrefix>-<name>`
   */
  public addPersonCertificate(name: string, options?: PersonCertificateOptions): ClientCertificate {
    return this.callers.addPerson('MtlsPki', name, options);
  }

  /**
   * The certificate that the Temporal server shows its database; that of the stack where one has made it for the same user.
   *
   * Throws `DUPLICATE_CERTIFICATE`, `OUT_OF_RANGE`, `INVALID_NAME`.
   */
  public addDatabaseClientCertificate(options: DatabaseClientCertificateOptions): ClientCertificate {
    return this.ofServer.ofDatabaseUser(options);
  }

  /**
   * A tenant: a team, or whoever else has Temporal namespaces of its own, with a client authority of its own.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`, `OUT_OF_RANGE`, `DUPLICATE_TENANT`, `LATE_TENANT`, `SHARED_ISSUER`, `UNPROVEN_TRUST`,
   * `INVALID_LIFETIME`, `STORE_BEHIND`.
   *
   * @param name the tenant's name, an RFC 1123 label; the names of its objects begin with `<namePrefix>-<name>`, and its trust
   * domain is `<name>.<trustDomain>`
   */
  public addTenant(name: string, options?: TenantOptions): Tenant {
    return this.tenants.add(name, options);
  }

  /**
   * Accepts the warnings of a code, for a written reason: they are no longer printed, and no longer stop synthesis under `strict`.
   * Of the errors it accepts `EXPOSED_INTERNODE` alone.
   * `findings()` has them with the reason. An acknowledgement that meets no warning is the finding `UNMET_ACKNOWLEDGEMENT`.
   *
   * Throws `INVALID_VALUE`, `WRONG_TYPE`, `OUT_OF_RANGE`.
   *
   * @param code the code of the warning, for example `UNCHECKED_REQUESTS`
   * @param reason why it is accepted, for the reader of the program
   * @param at the construct that the warning is about, with all below it; by default every warning of the code
   */
  public acknowledge(code: string, reason: string, at?: IConstruct): void {
    this.acknowledgements.add(code, reason, at);
  }

  /**
   * Allows what is written of an object of this library to differ from what was checked, at a path and below it, for a written
   * reason: by a patch, a resolver or whatever else the program does to it. Nothing checks what stands there then; `findings()` shows it as
   * `PATCHED_OUTPUT` with the reason. Where nothing differs, that is the finding `UNMET_ACKNOWLEDGEMENT`. Labels and annotations may be
   * added without.
   *
   * Throws `INVALID_VALUE`, `WRONG_TYPE`, `OUT_OF_RANGE`.
   *
   * @param path a JSON pointer into the object, for example `/spec/duration`; `/` for the whole object, which may then be missing
   * @param reason why it is safe, for the reader of the program
   * @param at the object
   */
  public unsafeAllowPatch(path: string, reason: string, at: ApiObject): void {
    this.allowedPatches.add(path, reason, at);
  }

  /** What the checks find in this PKI as it stands: errors, which stop synthesis, and warnings, which are printed. */
  public findings(): Finding[] {
    return this._problems().map(findingOf);
  }

  /**
   * What the rules of `docs/rules.md` find in the PKI, without what concerns a whole server; its stack reports it as well.
   *
   * @internal
   */
  public _problems(): Problem[] {
    const found = this.acknowledgements.applied(checkAll(PKI_RULES, this._evidence()));
    return [...found, ...this.allowedPatches.problems()];
  }

  /** @internal */
  public _evidence(): PkiEvidence {
    const { rotationRecord } = this.settings;
    return {
      pki: this._toModel(),
      settings: this.settings,
      named: this.registry.named(),
      stores: this.registry.stores,
      record: rotationRecord === undefined ? new Map() : readRecord(rotationRecord),
      at: effects.now(),
      surroundings: surroundingsOf(this.node.root),
    };
  }

  /**
   * Says which server its certificates are for: the server's own are made as far as they are not asked for, the plan tells of its
   * edges too, and its stack reports what is found here.
   *
   * @internal
   */
  public _serve(database: AnyDatabaseModel): void {
    this.ofServer.complete(database);
    this.server = { database };
  }

  /**
   * Says that a pod of the server has been given its files: it would not trust a tenant that comes later.
   *
   * @internal
   */
  public _settle(): void {
    this.tenants.close();
  }

  /** @internal */
  public _toModel(): PkiModel {
    return this.model.get();
  }

  private takeModel(): PkiModel {
    const { namespace, clusterDomain, namePrefix, requestApproval, rotationRecord } = this.settings;
    return {
      path: this.node.path,
      namespace,
      clusterDomain,
      namePrefix,
      requestApproval,
      rotationRecord,
      authorities: this.registry.authorities,
      certificates: this.registry.certificates,
      ...this.serverNames,
      frontendBundles: [...this.bundles],
    };
  }

  /**
   * Says that a Bundle of trust-manager carries the frontend's root, so that nothing else verifies by its ConfigMap.
   *
   * @internal
   */
  public _carryFrontendRoot(bundle: string): void {
    this.bundles.add(bundle);
    declared(this);
  }

  private trustOf(purpose: Purpose): TrustRef[] {
    const authorities = this.registry.authorities.filter((authority) => authority.purpose === purpose);
    return authorities.flatMap((authority) => authority.trust.map((file) => trustRefOf(file, authority)));
  }
}

readOnly(MtlsPki);

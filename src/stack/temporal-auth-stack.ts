import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { RbacRoleSet } from '../access/rbac-role-set';
import { type ISubject, readSubject, requireDecidedBy } from '../access/subject';
import { Acknowledgements } from '../core/acknowledgements';
import { DECLARED_FINDINGS } from '../core/declared-findings';
import { Derived, declared } from '../core/derived';
import { inConstruct, refuse } from '../core/errors';
import { type Finding, findingOf } from '../core/findings';
import { AllowedPatches } from '../core/objects/allowed-patches';
import { kubernetesNamespaceOf } from '../core/objects/emit';
import type { Problem } from '../core/problem';
import { Report } from '../core/report';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import type { JudgedRoles } from '../enforcement/mode';
import { modeOf } from '../enforcement/modes';
import { policyOf } from '../enforcement/policy/compile-policy';
import { CompiledPolicy } from '../enforcement/policy/compiled-policy';
import type { SubjectClaims } from '../enforcement/subject-claims';
import type { PodFiles } from '../kubernetes/pod-files';
import type { AuthModel } from '../model/auth-model';
import { DECLARED_SERVERS } from '../model/declared-servers';
import type { Component } from '../pki/model/component';
import { MtlsPki } from '../pki/mtls-pki';
import { surroundingsOf } from '../pki/registry/surroundings';
import { checkAuthModel } from '../rules';
import { serverConfigData } from '../temporal/outputs/config-map';
import { componentPods } from './component-pods';
import { emitConfigMaps } from './emit-config-maps';
import { type FixedModel, fixedModel } from './fixed-model';
import { requireBeside } from './secrets-beside';
import type { TemporalServiceOptions } from './service-options';
import { readStackProps, type TemporalAuthStackProps } from './stack-props';
import { summarize } from './summary';
import { TemporalService } from './temporal-service';

/**
 * Everything that secures one Temporal server: its configuration, its certificates, its ServiceAccounts, and the identity,
 * certificate and profile of whoever calls it. The pods themselves stay the program's own: each component's part of them is
 * at hand as plain data, and put into any workload.
 *
 * Throws `NO_AUTHENTICATION`, `AUDIENCE_MISMATCH`, `DUPLICATE_AUTHENTICATION`, `SECRET_ELSEWHERE`, `ISSUER_ELSEWHERE`,
 * `INVALID_SERVER_VERSION`, `UNSUPPORTED_SERVER_VERSION`, `MISSING_NAMESPACE`; at synthesis whatever `findings()` holds.
 *
 * @example
 * const orders = new RbacRoleSet(chart, 'OrdersRoles', {
 *   temporalNamespaces: ['orders'],
 *   predefined: { worker: { acceptCoarse: 'a worker may make every call that write grants' } },
 * });
 * const stack = new TemporalAuthStack(chart, 'Orders', {
 *   pki: new MtlsPki(chart, 'OrdersPki', { namePrefix: 'orders' }),
 *   roles: orders,
 *   database: Database.postgres({
 *     host: 'orders.databases.svc.cluster.local',
 *     password: vault.fetch('orders-password', 'temporal/orders-database', 'password'),
 *     serverCa: vault.fetch('orders-ca.crt', 'temporal/orders-database', 'ca.crt'),
 *   }),
 *   authentication: [
 *     Authentication.apiKeys({ jwksFile: path.join(__dirname, 'keys/jwks.json'), audience: 'temporal' }),
 *   ],
 * });
 * orders.predefined.worker.bind(stack.addService('order-shipper', { temporalNamespace: 'orders' }));
 */
export class TemporalAuthStack extends Construct {
  private readonly services = new Map<string, TemporalService>();
  private readonly acknowledgements = new Acknowledgements(this, 'TemporalAuthStack');
  private readonly allowedPatches = new AllowedPatches(this, 'TemporalAuthStack');
  private readonly parts: { readonly pki: MtlsPki; readonly roles: RbacRoleSet };
  private readonly fixed: FixedModel;
  private readonly pods: Readonly<Record<Component, PodFiles>>;
  private uiInUse = false;
  private readonly model = new Derived(this, () => this.takeModel());
  /** What the server's pods read of its configuration. */
  private readonly serverConfig = new Derived(this, () => serverConfigData(this._toModel()));

  constructor(scope: Construct, id: string, props: TemporalAuthStackProps) {
    super(scope, id);
    const read = inConstruct(this, () => readStackProps(props));
    const namespace = kubernetesNamespaceOf(this);
    requireSameApp(this, read.pki, 'TemporalAuthStack.pki');
    requireSameApp(this, read.roles, 'TemporalAuthStack.roles');
    this.parts = {
      pki: read.pki ?? new MtlsPki(this, 'Pki'),
      roles: read.roles ?? new RbacRoleSet(this, 'Roles', { temporalNamespaces: ['default'] }),
    };
    requireBeside(this.pki, namespace);
    this.fixed = inConstruct(this, () => fixedModel(this.node.path, read, this.pki._toModel()));
    this.pki._serve(this.fixed.database);
    this.pods = componentPods(this, this.fixed.namePrefix, read.cloudIdentities ?? {}, {
      model: () => this._toModel(),
      serverConfig: () => this.serverConfig.get(),
      settle: () => this.pki._settle(),
      serveUi: () => this.serveUi(),
      mode: modeOf(this.fixed.enforcement),
    });
    emitConfigMaps(
      this,
      this.fixed,
      () => this.serverConfig.get(),
      () => this._toModel(),
    );

    const report = new Report('TemporalAuthStack', read.strict ?? false);
    const problems = new Derived(this, () => this.problems());
    DECLARED_SERVERS.add(this, () => this._toModel());
    DECLARED_FINDINGS.add(this, () => ({ path: this.node.path, problems: problems.get() }));
    this.node.addValidation({ validate: () => report.validate(problems.get()) });
    if (read.summary ?? true) {
      const callers = () => modeOf(this.fixed.enforcement).callers(this.judged());
      summarize(this, () => ({ model: this._toModel(), problems: problems.get(), callers }));
    }
  }

  /** Who trusts whose certificates. */
  public get pki(): MtlsPki {
    return this.parts.pki;
  }

  /** Who may do what. */
  public get roles(): RbacRoleSet {
    return this.parts.roles;
  }

  /** `host:port` of the frontend inside the cluster; a Service of this name has to lead to the frontend's pods. */
  public get frontendAddress(): string {
    return this.fixed.frontendAddress;
  }

  /**
   * The image of the server's pods: Temporal's own, of the declared version, or what `Enforcement.policy({ image })` says. Workloads that take it from here
   * change with the enforcement.
   *
   * Throws `MISSING_OPTION` where the policy server decides and no image of it is said.
   */
  public get serverImage(): string {
    const { enforcement, server } = this.fixed;
    return (
      modeOf(enforcement).image(server.version) ??
      refuse('MISSING_OPTION', {
        option: 'PolicyOptions.image',
        path: this.node.path,
        expected: 'the image of the policy server',
        fix: "Enforcement.policy({ image: 'registry.example.com/temporal-server-policy:1.32.2' }) with the image that is built from server/.",
      })
    );
  }

  /** What the frontend's pods need. */
  public get frontend(): PodFiles {
    return this.pods.frontend;
  }

  /** What the internal frontend's pods need. */
  public get internalFrontend(): PodFiles {
    return this.pods['internal-frontend'];
  }

  /** What the history service's pods need. */
  public get history(): PodFiles {
    return this.pods.history;
  }

  /** What the matching service's pods need. */
  public get matching(): PodFiles {
    return this.pods.matching;
  }

  /** What the pods of Temporal's own worker service need. */
  public get worker(): PodFiles {
    return this.pods.worker;
  }

  /** What the Web UI's pods need. */
  public get ui(): PodFiles {
    return this.pods.ui;
  }

  /** What a pod with the `temporal` command line needs. */
  public get commandLine(): PodFiles {
    return this.pods['command-line'];
  }

  /**
   * Declares a program that calls Temporal: an SDK client or a worker. It gets a ServiceAccount, a client certificate, what it
   * verifies the frontend by, and a profile; bind roles to it.
   *
   * Throws `DUPLICATE_SERVICE`, `INVALID_NAME`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`, `SECRET_ELSEWHERE`, `FOREIGN_SECRET`.
   *
   * @param name the service's name, an RFC 1123 label; the `sub` of its tokens
   */
  public addService(name: string, options: TemporalServiceOptions): TemporalService {
    if (this.services.has(name)) {
      refuse('DUPLICATE_SERVICE', {
        option: 'TemporalAuthStack.addService.name',
        path: this.node.path,
        value: name,
        expected:
          'a name of its own for each service, whatever its tenant: it is the "sub" of its tokens, by which roles know it',
        fix: 'Use the object that addService() returned the first time; for another service, another name, for example that of its tenant before it.',
      });
    }
    const frame = { name, pki: this.pki, roles: this.roles, address: this.frontendAddress };
    const service = inConstruct(this, () => TemporalService._create(this, frame, options));
    this.services.set(name, service);
    declared(this);
    return service;
  }

  /**
   * Accepts the warnings of a code, for a written reason: they are no longer printed, and no longer stop synthesis under `strict`.
   * Of the errors it accepts `EXPOSED_INTERNODE` alone.
   * `findings()` has them with the reason. An acknowledgement that meets no warning is the finding `UNMET_ACKNOWLEDGEMENT`.
   *
   * Throws `INVALID_VALUE`, `WRONG_TYPE`, `OUT_OF_RANGE`.
   *
   * @param code the code of the warning, for example `UNBOUND_SERVICE`
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

  /**
   * What the checks find in the whole program as it stands: errors, which stop synthesis, and warnings, which are printed.
   * Snapshot it to see in review when a role is granted more than before.
   *
   * Throws what reading a certificate store and a record of rotations throws: `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`,
   * `INVALID_CERTIFICATE`, `INVALID_ROTATION_RECORD`.
   */
  public findings(): Finding[] {
    return this.problems().map(findingOf);
  }

  private problems(): Problem[] {
    const pods = Object.values(this.pods).flatMap((pod) => pod._problems());
    const found = [...checkAuthModel(this._toModel()), ...this.pki._problems(), ...pods];
    return [...this.acknowledgements.applied(found), ...this.allowedPatches.problems()];
  }

  /**
   * The exact claim that the subject's tokens must carry where this stack's enforcement decides.
   *
   * Throws `ROLE_NOT_EXPRESSIBLE`, `GROUP_NOT_MAPPED` or `DUPLICATE_USER` while a role may be given to nobody, or not to such a
   * subject.
   *
   * @param subject a user, a service or a group
   */
  public claimsFor(subject: ISubject): SubjectClaims {
    const option = 'TemporalAuthStack.claimsFor(subject)';
    const { subjectKind, subjectId } = readSubject(subject, option);
    requireDecidedBy(this.roles, subject, option, this.node.path);
    const found = this.claims().find((claims) => claims.subjectKind === subjectKind && claims.subject === subjectId);
    return found ?? { subjectKind, subject: subjectId, permissions: [] };
  }

  /**
   * The claims of every subject that holds a role, sorted. Inactive users hold none, and nobody does where the policy server decides: it
   * knows by the subject of a token who may do what.
   *
   * Throws what `claimsFor` throws.
   */
  public claims(): SubjectClaims[] {
    const claims = modeOf(this.fixed.enforcement).claims(this.judged());
    return claims.map((of) => ({ ...of, permissions: [...of.permissions] }));
  }

  /**
   * Who may do what, as a Markdown table: for whoever configures the identity provider, the claim of each subject.
   *
   * Throws what `claimsFor` throws.
   */
  public permissionTable(): string {
    return modeOf(this.fixed.enforcement).permissionTable(this.judged());
  }

  /**
   * The compiled policy of the roles, for programs that want to ask; the policy server decides by it, and where Temporal's default authorizer
   * decides, it is what the roles say and not what levels grant.
   */
  public policy(): CompiledPolicy {
    return CompiledPolicy._of(policyOf(this._toModel()));
  }

  /** @internal */
  public _toModel(): AuthModel {
    return this.model.get();
  }

  private judged(): JudgedRoles {
    return { ...this.fixed, authorization: this.roles._toModel() };
  }

  private serveUi(): void {
    if (this.uiInUse) return;
    this.uiInUse = true;
    declared(this);
  }

  private takeModel(): AuthModel {
    return {
      ...this.fixed,
      uiInUse: this.uiInUse,
      pki: this.pki._toModel(),
      authorization: this.roles._toModel(),
      services: [...this.services.values()].map((service) => service._toModel()),
      surroundings: surroundingsOf(this.node.root),
    };
  }
}

readOnly(TemporalAuthStack);

import { Construct } from 'constructs';
import { decidedBy, type ISubject, SubjectKind } from '../access/subject';
import { refuse } from '../core/errors';
import { labelName } from '../core/names';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import { PodFiles } from '../kubernetes/pod-files';
import type { ServiceIdentity } from '../kubernetes/service-identity';
import type { ProfileModel, ServiceModel } from '../model/service';
import type { ClientCertificate } from '../pki/certificates/client-certificate';
import type { MtlsPki } from '../pki/mtls-pki';
import type { Tenant } from '../pki/tenants/tenant';
import type { SecretRef } from '../secrets/secret-ref';
import { profileNeeds } from '../temporal/callers/client-profile';
import { callerTrustHash, TRUST_HASH } from '../temporal/trust-hash';
import { serviceIdentity } from './service-identity';
import { readServiceOptions, type ServiceFrame, type TemporalServiceOptions } from './service-options';
import { emitProfile, serviceProfile } from './service-profile';

/** A program that calls Temporal, an SDK client or a worker: its identity, its certificate and its profile. */
export class TemporalService extends Construct implements ISubject {
  private readonly name: string;
  private readonly temporalNamespace: string;
  private readonly profile: ProfileModel;
  private readonly issued: ClientCertificate;
  private readonly files: PodFiles;
  private readonly apiKey?: SecretRef;

  /** @internal */
  public static _create(scope: Construct, frame: ServiceFrame, options: TemporalServiceOptions): TemporalService {
    const read = readServiceOptions(options);
    requireSameApp(scope, read.scope, 'TemporalServiceOptions.scope');
    return new TemporalService(scope, frame, read);
  }

  private constructor(scope: Construct, frame: ServiceFrame, options: TemporalServiceOptions) {
    const { name, pki } = frame;
    // In another chart a workload of the service's own name is likely to stand beside it.
    super(options.scope ?? scope, `TemporalService-${labelName(name, 'TemporalAuthStack.addService.name')}`);
    this.name = name;
    decidedBy(frame.roles, this);
    const identity = serviceIdentity(this, name, options);
    this.issued = issuerOf(options.tenant, pki).addServiceCertificate(name, {
      scope: this,
      serviceAccountName: identity.serviceAccountName,
      frontendTrust: options.frontendTrust,
    });
    this.temporalNamespace = options.temporalNamespace;
    this.profile = serviceProfile(frame, this.issued, options);
    this.apiKey = options.apiKey;
    emitProfile(this, this.profile, options.apiKey);
    this.files = PodFiles._of(identity, {
      needs: () => profileNeeds(this.profile),
      annotations: {
        [TRUST_HASH]: () => callerTrustHash({ pki: pki._toModel() }, this.issued._model, this.profile.trust),
      },
    });
  }

  /** The name by which roles know the service, and the `sub` of its tokens. */
  public get subjectId(): string {
    return this.name;
  }

  /** A service. */
  public get subjectKind(): SubjectKind {
    return SubjectKind.SERVICE;
  }

  /** The Kubernetes namespace of the service's pods. */
  public get kubernetesNamespace(): string {
    return this.files.kubernetesNamespace;
  }

  /** The Secret with the service's client certificate. */
  public get certificate(): ClientCertificate {
    return this.issued;
  }

  /** The ServiceAccount that the pods run as. */
  public get identity(): ServiceIdentity {
    return this.files.identity;
  }

  /** Files, variables and identity of the service's pods. */
  public get pod(): PodFiles {
    return this.files;
  }

  /** @internal */
  public _toModel(): ServiceModel {
    const { name, kubernetesNamespace: namespace, temporalNamespace, profile } = this;
    const { serviceAccountName } = this.identity;
    const apiKey = this.apiKey && { secretName: this.apiKey.secretName, key: this.apiKey.key };
    return { name, path: this.node.path, namespace, serviceAccountName, temporalNamespace, profile, apiKey };
  }
}

readOnly(TemporalService);

/** Who has the service's certificate made. A tenant of another server would bring a certificate that this one refuses. */
function issuerOf(tenant: Tenant | undefined, pki: MtlsPki): Pick<MtlsPki, 'addServiceCertificate'> {
  if (tenant === undefined || tenant.node.scope === pki) return tenant ?? pki;
  return refuse('INVALID_VALUE', {
    option: 'TemporalServiceOptions.tenant',
    path: tenant.node.path,
    found: `tenant ${tenant.tenantName}`,
    expected: `a tenant of ${pki.node.path}`,
    fix: 'Give what addTenant() of the MtlsPki of this stack returned.',
  });
}

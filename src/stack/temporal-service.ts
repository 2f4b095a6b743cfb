import type { IServiceAccount } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type ISubject, SubjectKind } from '../access/subject';
import { emit, kubernetesNamespaceOf } from '../core/emit';
import { refuse } from '../core/errors';
import { instanceOf, optional, readOptions, text } from '../core/guards';
import { labelName } from '../core/names';
import { CloudIdentity } from '../kubernetes/cloud-identity';
import type { PodFiles } from '../kubernetes/pod-files';
import { ServiceIdentity, type ServiceIdentityProps } from '../kubernetes/service-identity';
import type { ObjectKeyModel, ProfileModel, ServiceModel } from '../model/service';
import type { ClientCertificate } from '../pki/certificates/client-certificate';
import { TrustRef } from '../pki/certificates/trust-ref';
import type { MtlsPki } from '../pki/mtls-pki';
import { Tenant } from '../pki/tenants/tenant';
import { ExternalSecretsBinding } from '../secrets/external-secrets-binding';
import { secretKeyIn } from '../secrets/secret-key-in';
import { secretRef } from '../secrets/secret-option';
import type { SecretRef } from '../secrets/secret-ref';
import { SecretTemplate } from '../secrets/secret-template';
import { profileNeeds, renderClientProfile } from '../temporal/callers/client-profile';
import { serviceObjectNames } from '../temporal/object-names';
import { configMap, profileData } from '../temporal/outputs/config-map';
import { callerTrustHash, TRUST_HASH } from '../temporal/trust-hash';
import { podOf } from './pod-of';

/** Options of a service that calls Temporal. */
export interface TemporalServiceOptions {
  /** The Temporal namespace of the service's profile; one of those that the program declares. */
  readonly temporalNamespace: string;
  /**
   * The API key that the service sends, fetched by an `ExternalSecretsBinding` in the service's Kubernetes namespace. SDKs
   * read a key from inside their profile only, so the operator renders the whole profile into the binding's Secret.
   *
   * @default - the profile carries no key; the service adds a token of its own to its calls
   */
  readonly apiKey?: SecretRef;
  /**
   * The tenant that the service belongs to: its certificate comes from the tenant's authority and names it in the tenant's
   * trust domain. What the service may do follows from its roles alone.
   *
   * @default - the service belongs to no tenant
   */
  readonly tenant?: Tenant;
  /**
   * A construct in the chart that the service lives in, when that is another one. Everything that the service's pods mount
   * is emitted there. In another Kubernetes namespace its certificate needs an authority that signs there.
   *
   * @default - the stack's own chart
   */
  readonly scope?: Construct;
  /**
   * What the service verifies the frontend by, in its own Kubernetes namespace: for example the target of a trust-manager
   * Bundle, or a key of a Secret that an `ExternalSecretsBinding` fetched.
   *
   * @default - in the server's namespace, and wherever the frontend's authority signs, the certificate's own Secret or one beside it
   */
  readonly frontendTrust?: TrustRef;
  /**
   * A ServiceAccount of cdk8s-plus-27 that the pods run as.
   *
   * @default - one is made with the service's name, without a token for the Kubernetes API
   */
  readonly serviceAccount?: IServiceAccount;
  /**
   * The identity that a cloud gives to the pods.
   *
   * @default - none
   */
  readonly cloudIdentity?: CloudIdentity;
}

/** What a service needs of the stack that it belongs to. */
interface ServiceFrame {
  readonly name: string;
  readonly pki: MtlsPki;
  readonly address: string;
}

/** A program that calls Temporal, an SDK client or a worker: its identity, its certificate and its profile. */
export class TemporalService extends Construct implements ISubject {
  /** The name by which roles know the service, and the `sub` of its tokens. */
  public readonly subjectId: string;
  /** A service. */
  public readonly subjectKind = SubjectKind.SERVICE;
  /** The Kubernetes namespace of the service's pods. */
  public readonly kubernetesNamespace: string;
  /** The Secret with the service's client certificate. */
  public readonly certificate: ClientCertificate;
  /** The ServiceAccount that the pods run as. */
  public readonly identity: ServiceIdentity;
  /** Files, variables and identity of the service's pods. */
  public readonly pod: PodFiles;

  private readonly model: ServiceModel;

  /** @internal */
  public static _create(scope: Construct, frame: ServiceFrame, options: TemporalServiceOptions): TemporalService {
    return new TemporalService(scope, frame, readServiceOptions(options));
  }

  private constructor(scope: Construct, { name, pki, address }: ServiceFrame, options: TemporalServiceOptions) {
    // In another chart a workload of the service's own name is likely to stand beside it.
    super(options.scope ?? scope, `TemporalService-${labelName(name, 'TemporalAuthStack.addService.name')}`);
    this.subjectId = name;
    this.kubernetesNamespace = kubernetesNamespaceOf(this);
    this.identity = new ServiceIdentity(this, 'Identity', identityProps(name, options));
    requireAccountBeside(this);
    const { serviceAccountName } = this.identity;
    this.certificate = issuerOf(options.tenant, pki).addServiceCertificate(name, {
      scope: this,
      serviceAccountName,
      frontendTrust: options.frontendTrust,
    });
    const profile: ProfileModel = {
      file: this.profileFile(options.apiKey),
      address,
      temporalNamespace: options.temporalNamespace,
      serverName: pki.frontendServerName,
      certificateSecretName: this.certificate.secretName,
      trust: frontendTrustOf(this),
    };
    this.model = {
      name,
      path: this.node.path,
      namespace: this.kubernetesNamespace,
      serviceAccountName,
      temporalNamespace: options.temporalNamespace,
      profile,
    };
    if (options.apiKey === undefined) {
      emit(
        this,
        'Profile',
        configMap(profile.file.name, this.kubernetesNamespace, () => profileData(profile)),
      );
    } else {
      addSecretProfile(this, profile, options.apiKey);
    }
    this.pod = podOf(name, this.identity, {
      needs: () => profileNeeds(profile),
      annotations: {
        [TRUST_HASH]: () => callerTrustHash({ pki: pki._toModel() }, this.certificate._model, profile.trust),
      },
    });
  }

  /** @internal */
  public _toModel(): ServiceModel {
    return this.model;
  }

  private profileFile(apiKey: SecretRef | undefined): ObjectKeyModel {
    if (apiKey === undefined) {
      return { kind: 'ConfigMap', name: serviceObjectNames(this.subjectId).profile, key: 'temporal.toml' };
    }
    return { kind: 'Secret', name: apiKey.secretName, key: `${this.subjectId}.temporal.toml` };
  }
}

/** Who has the service's certificate made. A tenant of another server would bring a certificate that this one refuses. */
function issuerOf(tenant: Tenant | undefined, pki: MtlsPki): Pick<MtlsPki, 'addServiceCertificate'> {
  if (tenant === undefined || tenant.node.scope === pki) return tenant ?? pki;
  return refuse('INVALID_VALUE', {
    option: 'TemporalServiceOptions.tenant',
    path: tenant.node.path,
    value: tenant.tenantName,
    expected: `a tenant of ${pki.node.path}`,
    fix: 'Give what addTenant() of the MtlsPki of this stack returned.',
  });
}

function readServiceOptions(given: TemporalServiceOptions): TemporalServiceOptions {
  return readOptions<TemporalServiceOptions>('TemporalServiceOptions', given, {
    temporalNamespace: text('a Temporal namespace'),
    apiKey: optional(secretRef),
    tenant: optional(instanceOf(Tenant, 'a Tenant')),
    scope: optional(instanceOf(Construct, 'a construct')),
    frontendTrust: optional(instanceOf(TrustRef, 'a TrustRef')),
    // ServiceIdentity judges it: cdk8s-plus-27 is not loaded for a check.
    serviceAccount: (account) => account as IServiceAccount | undefined,
    cloudIdentity: optional(instanceOf(CloudIdentity, 'a CloudIdentity')),
  });
}

function identityProps(name: string, { serviceAccount, cloudIdentity }: TemporalServiceOptions): ServiceIdentityProps {
  if (serviceAccount !== undefined) return { existing: serviceAccount, cloudIdentity };
  return { serviceAccountName: serviceObjectNames(name).serviceAccount, cloudIdentity };
}

/** A pod runs as an account of its own Kubernetes namespace. cdk8s-plus-27 takes a reference without one to be in `default`. */
function requireAccountBeside({ identity, kubernetesNamespace, node }: TemporalService): void {
  if (identity.kubernetesNamespace === kubernetesNamespace) return;
  refuse('INVALID_VALUE', {
    option: 'TemporalServiceOptions.serviceAccount',
    path: node.path,
    value: `ServiceAccount "${identity.serviceAccountName}" in namespace "${identity.kubernetesNamespace}"`,
    expected: `a ServiceAccount in namespace "${kubernetesNamespace}", where the service's pods and Secrets are`,
    fix: 'Give the service a scope in the chart of the account; a reference from fromServiceAccountName needs its namespaceName.',
  });
}

/** The operator renders the profile around the key, which never passes through the program. */
function addSecretProfile(service: TemporalService, profile: ProfileModel, apiKey: SecretRef): void {
  const option = 'TemporalServiceOptions.apiKey';
  secretKeyIn(service.kubernetesNamespace, apiKey, option);
  const binding = ExternalSecretsBinding._of(apiKey);
  if (binding === undefined) {
    refuse('FOREIGN_SECRET', {
      option,
      path: service.node.path,
      expected: 'a value that an ExternalSecretsBinding fetched',
      fix: 'Fetch the key with an ExternalSecretsBinding: SDKs read it from inside the profile only, so the operator has to render the whole file.',
    });
  }
  const { beforeApiKey, afterApiKey } = renderClientProfile(profile);
  binding.addFile(
    profile.file.key,
    SecretTemplate.concat([
      SecretTemplate.literal(`${beforeApiKey}api_key = `),
      SecretTemplate.quoted(apiKey),
      SecretTemplate.literal(`\n${afterApiKey}`),
    ]),
  );
}

function frontendTrustOf({ certificate, node }: TemporalService): ObjectKeyModel {
  const trust = certificate._model.frontendTrust;
  if (trust === undefined) {
    refuse('MISSING_TRUST', {
      option: 'TemporalServiceOptions.frontendTrust',
      path: node.path,
      expected: 'what the service verifies the frontend by, in its own Kubernetes namespace',
      fix: "Bring the frontend's CA there with a trust-manager Bundle or an ExternalSecret and name it, or have a ClusterIssuer sign for the frontend.",
    });
  }
  const { kind, name, key } = trust;
  return { kind, name, key };
}

import type { IServiceAccount } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { RbacRoleSet } from '../access/rbac-role-set';
import { instanceOf, optional, readOptions, text } from '../core/guards';
import { CloudIdentity } from '../kubernetes/cloud-identity';
import { type TrustRef, trustRef } from '../pki/certificates/trust-ref';
import type { MtlsPki } from '../pki/mtls-pki';
import { Tenant } from '../pki/tenants/tenant';
import { secretRef } from '../secrets/secret-option';
import type { SecretRef } from '../secrets/secret-ref';

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
export interface ServiceFrame {
  readonly name: string;
  readonly pki: MtlsPki;
  /** The roles that decide what it may do. */
  readonly roles: RbacRoleSet;
  readonly address: string;
}

/** Reads the options. Throws `UNKNOWN_OPTION`, `MISSING_OPTION`, `WRONG_TYPE`, `UNSAFE_TEXT`. */
export function readServiceOptions(given: TemporalServiceOptions): TemporalServiceOptions {
  return readOptions<TemporalServiceOptions>('TemporalServiceOptions', given, {
    temporalNamespace: text('a Temporal namespace'),
    apiKey: optional(secretRef),
    tenant: optional(instanceOf(Tenant, 'a Tenant')),
    scope: optional(instanceOf(Construct, 'a construct')),
    frontendTrust: optional(trustRef),
    // ServiceIdentity judges it: cdk8s-plus-27 is not loaded for a check.
    serviceAccount: (account) => account as IServiceAccount | undefined,
    cloudIdentity: optional(instanceOf(CloudIdentity, 'a CloudIdentity')),
  });
}

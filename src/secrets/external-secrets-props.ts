import { Duration } from 'cdk8s';
import { duration, oneOf, optional, readOptions, text } from '../core/guards';
import { subdomainName } from '../core/names';
import { checkPolicies, SecretCreationPolicy, SecretDeletionPolicy, SecretType } from './external-secret-policies';
import type { ExternalSecretModel } from './model';
import { servedApiVersion } from './operator-version';
import { type SecretStoreRef, secretStoreRef } from './secret-store-ref';

/** Options of `ExternalSecretsBinding`. */
export interface ExternalSecretsBindingProps {
  /** Where the values come from. */
  readonly store: SecretStoreRef;
  /**
   * The name of the ExternalSecret and of the Secret that it writes.
   *
   * @default - made from the path of the construct, with a hash
   */
  readonly secretName?: string;
  /**
   * The release of External Secrets in the cluster, as `x.y.z`. It decides the API version: `v1beta1` up to 0.15, `v1` from
   * 0.16.
   *
   * @default - a release that serves `external-secrets.io/v1`
   */
  readonly operatorVersion?: string;
  /**
   * How often the store is read, from 10 seconds to 24 hours.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
  /**
   * Who owns the Secret.
   *
   * @default SecretCreationPolicy.OWNER
   */
  readonly creationPolicy?: SecretCreationPolicy;
  /**
   * What happens to the Secret when the store no longer holds the values.
   *
   * @default SecretDeletionPolicy.RETAIN
   */
  readonly deletionPolicy?: SecretDeletionPolicy;
  /**
   * The type of the Secret.
   *
   * @default SecretType.OPAQUE, or the type that the Secret has where `creationPolicy` is MERGE
   */
  readonly targetType?: SecretType;
}

/** The options as a part of the ExternalSecret's model; the name may be left open. */
export type ExternalSecretOptions = Omit<ExternalSecretModel, 'path' | 'name' | 'namespace' | 'values' | 'files'> & {
  readonly name?: string;
};

/** Reads the options. Throws what `ExternalSecretsBinding` throws for them. */
export function readBindingProps(props: ExternalSecretsBindingProps): ExternalSecretOptions {
  const read = readOptions<ExternalSecretsBindingProps>('ExternalSecretsBinding', props, {
    store: secretStoreRef,
    secretName: optional(subdomainName),
    operatorVersion: optional(text('a version')),
    refreshInterval: optional(duration(Duration.seconds(10), Duration.hours(24))),
    creationPolicy: optional(oneOf(Object.values(SecretCreationPolicy), 'a SecretCreationPolicy')),
    deletionPolicy: optional(oneOf(Object.values(SecretDeletionPolicy), 'a SecretDeletionPolicy')),
    targetType: optional(oneOf(Object.values(SecretType), 'a SecretType')),
  });
  const { creationPolicy = SecretCreationPolicy.OWNER, deletionPolicy = SecretDeletionPolicy.RETAIN } = read;
  checkPolicies('ExternalSecretsBinding.deletionPolicy', creationPolicy, deletionPolicy);
  return {
    name: read.secretName,
    apiVersion: servedApiVersion(read.operatorVersion ?? '1.0.0', 'ExternalSecretsBinding.operatorVersion'),
    store: read.store._model,
    refreshIntervalSeconds: (read.refreshInterval ?? Duration.hours(1)).toSeconds(),
    creationPolicy,
    deletionPolicy,
    // The type of a Secret cannot change, so one that exists already keeps its own.
    type: read.targetType ?? (creationPolicy === SecretCreationPolicy.MERGE ? undefined : SecretType.OPAQUE),
  };
}

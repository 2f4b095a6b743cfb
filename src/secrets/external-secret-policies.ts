import { refuse } from '../core/errors';

/** Who owns the Secret that External Secrets writes. Source: External Secrets API, `ExternalSecretCreationPolicy`. */
export enum SecretCreationPolicy {
  /** The operator creates the Secret, and Kubernetes removes it with the ExternalSecret. */
  OWNER = 'Owner',
  /** The operator creates the Secret, which stays when the ExternalSecret is removed. */
  ORPHAN = 'Orphan',
  /** The Secret exists already; the operator adds its keys. */
  MERGE = 'Merge',
  /** The operator writes no Secret. */
  NONE = 'None',
}

/** What happens to the Secret when the store no longer holds the values. Source: External Secrets API, `ExternalSecretDeletionPolicy`. */
export enum SecretDeletionPolicy {
  /** The Secret is removed. */
  DELETE = 'Delete',
  /** The keys are removed, the Secret stays. */
  MERGE = 'Merge',
  /** Everything stays as it was last read, and the ExternalSecret reports an error. */
  RETAIN = 'Retain',
}

/** The type of the Secret that External Secrets writes. Types that hold tokens of the cluster itself are not among them. */
export enum SecretType {
  /** Keys of any name. */
  OPAQUE = 'Opaque',
  /** A certificate and its key; the keys `tls.crt` and `tls.key` must be fetched. */
  TLS = 'kubernetes.io/tls',
}

/**
 * Refuses the combinations that the operator's webhook refuses.
 *
 * Throws `INVALID_SECRET_POLICY`. Source: External Secrets v0.16.2, `validatePolicies`.
 */
export function checkPolicies(option: string, creation: SecretCreationPolicy, deletion: SecretDeletionPolicy): void {
  const refusePair = (expected: string, fix: string) =>
    refuse('INVALID_SECRET_POLICY', { option, found: `${creation} with ${deletion}`, expected, fix });
  const unowned = creation === SecretCreationPolicy.MERGE || creation === SecretCreationPolicy.NONE;
  if (deletion === SecretDeletionPolicy.DELETE && unowned) {
    const expected = 'deletionPolicy Delete only where the operator makes the Secret (creationPolicy Owner or Orphan)';
    refusePair(expected, 'Use deletionPolicy Retain.');
  }
  if (deletion === SecretDeletionPolicy.MERGE && creation === SecretCreationPolicy.NONE) {
    refusePair('deletionPolicy Merge only where there is a Secret', 'Use another creationPolicy than None.');
  }
}

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
 * Refuses the combinations that the operator's webhook refuses, or its controller once the values are gone.
 *
 * Throws `INVALID_SECRET_POLICY`. Source: External Secrets v0.16.2, `validatePolicies`, and `errDeleteCreatePolicy` of its controller.
 */
export function checkPolicies(option: string, creation: SecretCreationPolicy, deletion: SecretDeletionPolicy): void {
  const refusePair = (expected: string, fix: string) =>
    refuse('INVALID_SECRET_POLICY', { option, found: `${creation} with ${deletion}`, expected, fix });
  if (deletion === SecretDeletionPolicy.DELETE && creation !== SecretCreationPolicy.OWNER) {
    const expected =
      'deletionPolicy Delete only where the operator owns the Secret (creationPolicy Owner): it deletes no other';
    refusePair(expected, 'Use deletionPolicy Retain, or creationPolicy Owner.');
  }
  if (deletion === SecretDeletionPolicy.MERGE && creation === SecretCreationPolicy.NONE) {
    refusePair('deletionPolicy Merge only where there is a Secret', 'Use another creationPolicy than None.');
  }
}

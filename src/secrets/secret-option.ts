import { type Check, instanceOf } from '../core/guards';
import { SecretRef } from './secret-ref';

/** What a `SecretRef` is, and where one comes from. */
export const A_SECRET_REF =
  'a SecretRef, which names a key of a Kubernetes Secret: ExternalSecretsBinding.fetch(…) has one written from a secret store, ' +
  'SecretRef.existing(…) names one that is there';

/** An option that takes a reference to a secret. A wrong value may be the secret itself, so it is not shown. */
export const secretRef: Check<SecretRef> = (value, option) =>
  instanceOf(SecretRef, A_SECRET_REF, {
    secret: true,
    fix:
      typeof value === 'string' ? 'Remove the value: none may stand in a program. Pass such a reference.' : 'Pass one.',
  })(value, option);

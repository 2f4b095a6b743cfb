import { instanceOf } from '../core/guards';
import { SecretRef } from './secret-ref';

/** An option that takes a reference to a secret. A wrong value may be the secret itself, so it is not shown. */
export const secretRef = instanceOf(SecretRef, 'a SecretRef', {
  secret: true,
  fix: 'Pass what ExternalSecretsBinding.fetch() or SecretRef.existing() returned: a value must not stand in a program.',
});

import { refuse } from '../core/errors';
import { type Check, holds, instanceOf } from '../core/guards';
import { SecretRef } from './secret-ref';

const reference = instanceOf(SecretRef, 'a SecretRef');

/** An option that takes a reference to a secret. What is given in its place may be the secret itself, so it is not shown. */
export const secretRef: Check<SecretRef> = (value, option) => {
  if (value !== undefined && !holds(() => value instanceof SecretRef)) {
    refuse('WRONG_TYPE', {
      option,
      value,
      secret: true,
      expected: 'a SecretRef',
      fix: 'Pass what ExternalSecretsBinding.fetch() or SecretRef.existing() returned: a value must not stand in a program.',
    });
  }
  return reference(value, option);
};

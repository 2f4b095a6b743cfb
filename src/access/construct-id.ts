import { refuse } from '../core/errors';
import type { Check } from '../core/guards';

/**
 * A name that becomes the id of a construct. `constructs` keeps children in a plain object, where `constructor` and its like
 * are taken before anybody has used them. Throws `INVALID_NAME`.
 */
export function constructId(check: Check<string>): Check<string> {
  return (value, option) => {
    const id = check(value, option);
    if (id in Object.prototype) {
      refuse('INVALID_NAME', {
        option,
        value: id,
        expected: 'a name that is not a member of every JavaScript object',
        fix: 'Choose another name.',
      });
    }
    return id;
  };
}

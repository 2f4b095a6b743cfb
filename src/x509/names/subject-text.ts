import { refuse } from '../../core/errors';
import { type Check, text } from '../../core/guards';

/** RFC 5280, ub-common-name and ub-organization-name; cert-manager refuses a longer common name. */
const LONGEST = 64;

/**
 * A text in a certificate's subject: at most 64 characters and 64 bytes, without markup. Any letters are fine: Go writes
 * what is not printable ASCII as UTF8String. Throws `OUT_OF_RANGE`, `INVALID_VALUE`, `UNSAFE_TEXT`.
 */
export function subjectText(what: string): Check<string> {
  const check = text(what, LONGEST);
  return (value, option) => {
    const name = check(value, option);
    if (Buffer.byteLength(name) > LONGEST) {
      refuse('OUT_OF_RANGE', {
        option,
        value: name,
        expected: `${what} of at most ${LONGEST} bytes`,
        fix: 'Shorten it.',
      });
    }
    if (/[<>]/.test(name)) {
      refuse('INVALID_VALUE', { option, value: name, expected: `${what} without < and >`, fix: 'Remove the markup.' });
    }
    return name;
  };
}

import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';

/** The audience that a token must name. Throws `MISSING_AUDIENCE`. */
export const audience: Check<string> = (value, option) => {
  if (value === undefined) {
    refuse('MISSING_AUDIENCE', {
      option,
      expected: "the audience of Temporal's tokens",
      fix: 'Name one: without it the server accepts any token that the same keys sign, whatever service it was made for.',
    });
  }
  return text('an audience', 256)(value, option);
};

import { refuse } from '../core/errors';
import type { Check } from '../core/guards';

/** Reads a text that is only shown: it may quote what is refused elsewhere, and whoever shows it escapes it. */
export const shownText: Check<string> = (value, option) => {
  if (typeof value === 'string') return value;
  return refuse('WRONG_TYPE', { option, value, expected: 'a text', fix: 'Make the plan anew.' });
};

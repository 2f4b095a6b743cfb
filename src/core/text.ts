import { refuse } from './errors';

/** What a later reader would cut, run or hide, and why each is refused. */
const UNSAFE_PARTS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u, what: 'no control characters or line breaks' },
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is matched by itself
  { pattern: /[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u, what: 'no invisible characters' },
  { pattern: /[\ud800-\udfff]/u, what: 'complete Unicode characters (a surrogate stands alone)' },
  // Temporal's loader, Helm and External Secrets run what stands between these; nothing that we emit may start a template.
  { pattern: /\{\{|\}\}/u, what: 'no template marks ({{ or }})' },
  // Temporal's loader turns templates on when its marker stands anywhere in the first 1,024 bytes.
  { pattern: /enable-template/u, what: 'no "enable-template", which Temporal\'s loader takes for an instruction' },
];

/** Refuses a text that a later reader would not take as it stands. Throws `OUT_OF_RANGE`, `UNSAFE_TEXT`, `INVALID_VALUE`. */
export function checkText(value: string, option: string, what: string, longest: number): string {
  if (value.length > longest) {
    refuse('OUT_OF_RANGE', {
      option,
      value: `${value.slice(0, 40)}… (${value.length} characters)`,
      expected: `${what} of at most ${longest} characters`,
      fix: 'Shorten it.',
    });
  }
  for (const { pattern, what: rule } of UNSAFE_PARTS) {
    if (pattern.test(value)) refuse('UNSAFE_TEXT', { option, value, expected: `${what} with ${rule}`, fix: 'Remove them.' });
  }
  if (value.trim() === '' || value.trim() !== value) {
    refuse('INVALID_VALUE', {
      option,
      value,
      expected: `${what} that is not empty and has no blanks at its ends`,
      fix: value.trim() === '' ? 'Give a value.' : 'Remove the blanks.',
    });
  }
  return value;
}

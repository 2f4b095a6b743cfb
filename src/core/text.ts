import { refuse } from './errors';

/** What a later reader would cut, run or hide, and why each is refused. */
const UNSAFE_PARTS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /[\p{Cc}\p{Zl}\p{Zp}]/u, what: 'no control characters or line breaks' },
  // Formatting characters, blanks other than the space, and letters that are drawn as nothing.
  {
    pattern: /\p{Cf}|(?! )\p{Zs}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u2800|\u3164|\uffa0/u,
    what: 'no invisible characters',
  },
  { pattern: /[\ud800-\udfff]/u, what: 'complete Unicode characters (a surrogate stands alone)' },
  // YAML carries no U+FFFE and U+FFFF: the server refuses to start.
  { pattern: /\p{Noncharacter_Code_Point}/u, what: 'no code points that stand for no character' },
  // Temporal's loader, Helm and External Secrets run what stands between these; nothing that we emit may start a template.
  { pattern: /\{\{|\}\}/u, what: 'no template marks ({{ or }})' },
  // Temporal's loader turns templates on when its marker stands anywhere in the first 1,024 bytes.
  { pattern: /enable-template/u, what: 'no "enable-template", which Temporal\'s loader takes for an instruction' },
];

/** Any of them: nearly every text has none. */
const UNSAFE = new RegExp(UNSAFE_PARTS.map(({ pattern }) => pattern.source).join('|'), 'u');

/** Refuses a text that a later reader would not take as it stands. Throws `OUT_OF_RANGE`, `UNSAFE_TEXT`, `INVALID_VALUE`. */
export function checkText(value: string, option: string, what: string, longest: number): string {
  refuseLongerThan(value, option, what, longest);
  refuseUnsafeParts(value, option, what);
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

/**
 * The same for a text of several lines, in which line feeds, tabs and blanks at the ends are allowed.
 * Throws `OUT_OF_RANGE`, `UNSAFE_TEXT`.
 */
export function checkLines(value: string, option: string, what: string, longest: number): string {
  refuseLongerThan(value, option, what, longest);
  refuseUnsafeParts(value.replace(/[\n\t]/g, ' '), option, what);
  return value;
}

function refuseLongerThan(value: string, option: string, what: string, longest: number): void {
  if (value.length <= longest) return;
  refuse('OUT_OF_RANGE', {
    option,
    value,
    expected: `${what} of at most ${longest} characters (this has ${value.length})`,
    fix: 'Shorten it.',
  });
}

function refuseUnsafeParts(value: string, option: string, what: string): void {
  if (!UNSAFE.test(value)) return;
  for (const { pattern, what: rule } of UNSAFE_PARTS) {
    if (pattern.test(value))
      refuse('UNSAFE_TEXT', { option, value, expected: `${what} with ${rule}`, fix: 'Remove them.' });
  }
}

/** A cell of a Markdown table: it ends at a bar, in code too. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

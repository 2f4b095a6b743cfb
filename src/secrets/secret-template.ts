import { refuse } from '../core/errors';
import { instanceOf, listOf } from '../core/guards';
import { checkLines } from '../core/text';
import { secretRef } from './secret-option';
import { SECRET_PLACE } from './secret-place';
import type { SecretRef } from './secret-ref';

/** A Secret holds at most 1 MiB; a text this long leaves room for the values. */
const LONGEST_TEXT = 900_000;

/**
 * A file that External Secrets renders inside the cluster from text and fetched values, so that the values never pass through
 * the program.
 *
 * @example
 * const apiKey = vault.fetch('ops-api-key', 'temporal/api-keys', 'ops');
 * const line = [SecretTemplate.literal('TEMPORAL_API_KEY='), SecretTemplate.quoted(apiKey)];
 * vault.addFile('ops.env', SecretTemplate.concat(line));
 */
export class SecretTemplate {
  /**
   * Text that stands in the file as it is. It may have several lines; `{{`, `}}`, control and invisible characters are refused.
   *
   * Throws `WRONG_TYPE`, `UNSAFE_TEXT`, `OUT_OF_RANGE`.
   *
   * @param text the text
   */
  public static literal(text: string): SecretTemplate {
    const option = 'SecretTemplate.literal';
    if (typeof text !== 'string') {
      refuse('WRONG_TYPE', { option, value: text, expected: 'a text', fix: 'Pass a text.' });
    }
    return new SecretTemplate([checkLines(text, option, 'a text', LONGEST_TEXT)]);
  }

  /**
   * A fetched value as a double-quoted string, with its quotes, which TOML (basic string), JSON and YAML read back as the value,
   * whatever characters it has. Bytes that are not UTF-8 become U+FFFD.
   *
   * Throws `WRONG_TYPE`.
   *
   * @param value what `fetch()` of the same binding returned
   */
  public static quoted(value: SecretRef): SecretTemplate {
    return new SecretTemplate([secretRef(value, 'SecretTemplate.quoted')]);
  }

  /**
   * Several pieces, one after the other.
   *
   * Throws `WRONG_TYPE`, and `UNSAFE_TEXT` where pieces that are harmless alone would start a template together.
   *
   * @param pieces in the order of the file
   */
  public static concat(pieces: SecretTemplate[]): SecretTemplate {
    const read = listOf(instanceOf(SecretTemplate, 'a SecretTemplate'))(pieces, 'SecretTemplate.concat');
    return new SecretTemplate(read.flatMap((piece) => piece._parts));
  }

  /**
   * A text with a fetched value in each `SECRET_PLACE`.
   *
   * @internal
   */
  public static _around(value: SecretRef, text: string): SecretTemplate {
    return new SecretTemplate(
      text.split(SECRET_PLACE).flatMap((piece, index) => (index === 0 ? [piece] : [value, piece])),
    );
  }

  /** @internal */
  public readonly _parts: readonly (string | SecretRef)[];

  private constructor(parts: readonly (string | SecretRef)[]) {
    this._parts = Object.freeze(joinTexts(parts));
    for (const [index, part] of this._parts.entries()) {
      if (typeof part !== 'string') continue;
      checkLines(part, 'SecretTemplate.concat', 'a text', LONGEST_TEXT);
      // The operator would take "{" and the "{{" of the value that follows for the start of the value's template.
      if (part.endsWith('{') && index + 1 < this._parts.length) {
        refuse('UNSAFE_TEXT', {
          option: `SecretTemplate.concat[${index}]`,
          value: part,
          expected: 'a text that does not end in "{" before a value',
          fix: 'Write a blank or line break after the "{".',
        });
      }
    }
  }
}

/** Neighbouring texts are joined, so that they are checked together. */
function joinTexts(parts: readonly (string | SecretRef)[]): (string | SecretRef)[] {
  const joined: (string | SecretRef)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

import { inspect } from 'node:util';
import { effects } from '../../core/effects';
import { refuse } from '../../core/errors';
import { readNamedFile } from '../../core/files/named-file';
import { REDACTED } from '../../core/redact';

/** A shorter one can be guessed by whoever has a copy of the file. */
const SHORTEST = 12;
const LONGEST = 1024;

/** The passphrase of encrypted private keys; printing it shows nothing of it. */
export class Passphrase {
  /** The content of an environment variable; undefined where it is not set, or empty. Throws `INVALID_VALUE`. */
  public static fromEnvironment(variable: string): Passphrase | undefined {
    const text = effects.environment(variable);
    return text === undefined ? undefined : new Passphrase(text, `environment variable ${variable}`);
  }

  /**
   * The first and only line of a file, as password managers and mounted Secrets write it.
   *
   * Throws `INVALID_VALUE`.
   */
  public static fromFile(path: string): Passphrase {
    const option = `passphrase file ${path}`;
    return new Passphrase(
      readNamedFile(path, { option })
        .toString('utf8')
        .replace(/\r?\n$/, ''),
      option,
    );
  }

  readonly #text: string;

  private constructor(text: string, option: string) {
    if (text.length < SHORTEST || text.length > LONGEST || /[\p{Cc}\ufffd]/u.test(text)) {
      refuse('INVALID_VALUE', {
        option,
        value: text,
        secret: true,
        expected: `one line of ${SHORTEST} to ${LONGEST} characters, in UTF-8, without control characters`,
        fix: 'Choose another passphrase, for example the output of `openssl rand -base64 32`.',
      });
    }
    this.#text = text;
  }

  /** The passphrase itself, only for the cipher. */
  public reveal(): string {
    return this.#text;
  }

  public toString(): string {
    return REDACTED;
  }

  public toJSON(): string {
    return REDACTED;
  }

  public [inspect.custom](): string {
    return REDACTED;
  }
}

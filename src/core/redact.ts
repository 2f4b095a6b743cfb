import { Duration } from 'cdk8s';

/** Stands where a value may be secret. */
export const REDACTED = '<redacted>';

const LONGEST_SHOWN = 80;
const LONGEST_SEARCHED = 2000;

/** What a secret looks like when somebody pastes it where a name belongs. */
const SECRET_SHAPES = [
  /-----BEGIN/, // PEM of any kind: a key is often pasted with its certificate
  /\beyJ[A-Za-z0-9_-]{8,}/, // a JSON Web Token or its header
  /"(d|p|q|k|dp|dq|qi)"\s*:/, // private members of a JSON Web Key (RFC 7518)
  /\/[^/\s]+@/, // a user in a URL, and what is often with it or in its place: a password or token
  /[A-Za-z0-9+_-]{41,}/, // an unbroken run as long as few names: hexadecimal digits or base64
  // A shorter one, or one with slashes, that mixes capitals, small letters and digits as base64 does and few paths do.
  /(?=[a-z0-9+/_-]*[A-Z])(?=[A-Z0-9+/_-]*[a-z])(?=[A-Za-z+/_-]*\d)[A-Za-z0-9+/_-]{32,}/,
];

/** How parameters of a URL end by which services let a caller in whom no header names. */
const SECRET_PARAMETER =
  /(token|secret|password|passwd|pwd|signature|credential|assertion|jwt|[-_]key|apikey|authkey)$|^(sig|key|code)$/i;

/** The name of a parameter of a URL whose value may be secret, if there is one. */
export function secretParameter(url: string): string | undefined {
  const [, ...parameters] = url.split(/[?&;]/);
  return parameters.map((each) => decoded(each.split('=')[0])).find((name) => SECRET_PARAMETER.test(name));
}

function decoded(name: string): string {
  return name.replace(/%([2-7][\da-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/**
 * A value as an error message may show it: short, on one line, and never something that looks like a secret. Objects are
 * named by their kind only, since their content may hold secrets deep down.
 */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return describeText(value);
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  return describeObject(value);
}

/** What somebody found, in words, as an error message may show it. */
export function describeFound(words: string): string {
  const described = describeText(words);
  return described === REDACTED ? described : described.slice(1, -1).replaceAll('\\"', '"');
}

function describeText(text: string): string {
  // What is never shown need not be searched, and the searches take quadratic time.
  const searched = text.slice(0, LONGEST_SEARCHED);
  if (SECRET_SHAPES.some((shape) => shape.test(searched))) return REDACTED;
  if (/^https?:/i.test(searched) && secretParameter(searched) !== undefined) return REDACTED;
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return JSON.stringify(shown).replace(/[\u007f-\u{10ffff}]/gu, escapeNonAscii);
}

/** Names that look alike (Cyrillic о, zero-width blanks) must not look alike in the message that refuses them. */
function escapeNonAscii(character: string): string {
  if (character === '…') return character;
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

function describeObject(value: object): string {
  try {
    if (value instanceof Duration) return value.toHumanString();
    const name = Object.getPrototypeOf(value)?.constructor?.name;
    if (typeof name === 'string' && /^[A-Za-z_$][\w$]{0,40}$/.test(name)) return `an object of type ${name}`;
  } catch {
    // A Proxy may refuse to be asked.
  }
  return 'an object of type Object';
}

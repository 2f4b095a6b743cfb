import { Duration } from 'cdk8s';
import { AuthError, refuse, refuseAll, together } from './errors';
import { errorOf, type Facts, type Problem } from './problem';
import { describeValue } from './redact';
import { didYouMean } from './suggest';
import { checkText } from './text';

/**
 * Run-time guards for callers whom the compiler does not help: plain JavaScript, `any`, and other languages through jsii.
 * A check takes a value and the path of its option and returns the value with its type, or refuses it.
 */
export type Check<T> = (value: unknown, option: string) => T;

/** One check for every option of T, so that a new option without a check does not compile. */
export type Shape<T> = { readonly [K in keyof T]-?: Check<T[K]> };

/** Keys that would reach into the language's own objects. `constructor` is a legal Kubernetes name and so a legal map key. */
const UNSAFE_OPTION_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * Reads an options object: each option exactly once (a getter may answer differently the second time), none unknown, each
 * of its type. The result is a frozen copy. What is wrong with several options is said at once.
 *
 * Throws `WRONG_TYPE`, `UNKNOWN_OPTION`, `UNSAFE_KEY`, `MISSING_OPTION`.
 */
export function readOptions<T extends object>(type: string, value: unknown, shape: Shape<T>): T {
  const given = readEntries(value ?? (value === undefined ? {} : value), type, 'an options object');
  const known = Object.keys(shape);
  const unknown = [...given.keys()].filter((key) => !known.includes(key));
  const unsafe = unknown.find((key) => UNSAFE_OPTION_KEYS.includes(key));
  if (unsafe !== undefined) refuseUnsafeKey(type, unsafe);
  const read: Record<string, unknown> = {};
  const refuseUnknown = () => refuseAll(unknown.map((key) => unknownOption(type, key, known)));
  const readKnown = known.map((key) => () => {
    const checked = shape[key as keyof T](given.get(key), `${type}.${key}`);
    if (checked !== undefined) read[key] = checked;
  });
  together([refuseUnknown].concat(readKnown));
  return Object.freeze(read) as T;
}

function unknownOption(type: string, key: string, known: readonly string[]): Problem {
  return errorOf('UNKNOWN_OPTION', {
    option: `${type}.${shownKey(key)}`,
    expected: `one of ${known.join(', ')}`,
    fix: `${didYouMean(key, known)}Remove or correct the option: it would have been ignored.`,
  });
}

/** A check of what stands in a list or map: where that is `undefined`, nobody has left it out. */
function standing<T>(check: Check<T>): Check<T> {
  return (value, option) => {
    if (value !== undefined) return check(value, option);
    try {
      return check(value, option);
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      const { option: at, expected } = error.problem;
      return refuse('WRONG_TYPE', {
        option: at,
        value,
        expected,
        fix: 'Correct what stands there: a name that does not exist, such as a misspelt constant of a class, is undefined.',
      });
    }
  };
}

/** A nested options object. */
export function options<T extends object>(shape: Shape<T>): Check<T> {
  return (value, option) => {
    if (value === undefined) refuseMissing(option, 'an options object');
    return readOptions<T>(option, value, shape);
  };
}

/** The options of a call, which may be left out as a whole. */
export function callOptions<T extends object>(shape: Shape<T>): Check<T> {
  return (value, option) => readOptions<T>(option, value, shape);
}

/** An option that may be left out. `null` is not the same as left out: it is usually a slip. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, option) => (value === undefined ? undefined : check(value, option));
}

/** A text without control characters, template marks or broken Unicode, at most `longest` characters. */
export function text(what = 'a text', longest = 1024): Check<string> {
  return (value, option) => {
    if (value === undefined) refuseMissing(option, what);
    if (isNoText(value)) refuseSecret(option, what);
    if (typeof value !== 'string') refuseType(value, option, what);
    return checkText(value, option, what, longest);
  };
}

/** What stands for a text that exists only in the cluster has this member. */
export const NO_TEXT = Symbol('exists only in the cluster');

function isNoText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && holds(() => NO_TEXT in value);
}

/** A text that a pattern describes. */
export function matching(pattern: RegExp, what: string, fix: string, longest = 1024): Check<string> {
  const check = text(what, longest);
  return (value, option) => {
    const read = check(value, option);
    if (!pattern.test(read)) refuse('INVALID_VALUE', { option, value: read, expected: what, fix });
    return read;
  };
}

/** Exactly true or false: `"false"` and 0 are refused, never taken for true or false. */
export const bool: Check<boolean> = (value, option) => {
  if (value === undefined) refuseMissing(option, 'true or false');
  if (typeof value !== 'boolean') refuseType(value, option, 'true or false');
  return value;
};

/** A whole number within bounds. */
export function integer(smallest: number, largest: number): Check<number> {
  const what = `a whole number from ${smallest} to ${largest}`;
  return (value, option) => {
    if (value === undefined) refuseMissing(option, what);
    if (typeof value !== 'number') refuseType(value, option, what);
    if (!Number.isSafeInteger(value) || value < smallest || value > largest) {
      refuse('OUT_OF_RANGE', { option, value, expected: what, fix: 'Choose a number within these bounds.' });
    }
    return value + 0; // -0 becomes 0: it would be written as "-0"
  };
}

/** A `Duration` of cdk8s within bounds. */
export function duration(shortest: Duration, longest: Duration): Check<Duration> {
  const what = `a Duration from ${shortest.toHumanString()} to ${longest.toHumanString()}`;
  const check = instanceOf(Duration, 'a Duration of cdk8s');
  return (value, option) => {
    const read = check(value, option);
    const milliseconds = read.toMilliseconds({ integral: false });
    const inBounds = milliseconds >= shortest.toMilliseconds() && milliseconds <= longest.toMilliseconds();
    if (!inBounds || !Number.isInteger(milliseconds / 1000)) {
      refuse('OUT_OF_RANGE', {
        option,
        value: read,
        expected: `${what}, in whole seconds`,
        fix: 'Choose a duration within these bounds.',
      });
    }
    return read;
  };
}

/** Asks something of a value. A value that throws when it is asked, as a Proxy or a getter may, is not what is wanted. */
export function holds(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false;
  }
}

/** A class, whether or not its constructor is public. */
interface ClassOf<T> {
  readonly prototype: T;
  [Symbol.hasInstance](value: unknown): boolean;
}

/** An instance of a class of ours or of cdk8s. @param otherwise how another value is refused, where that differs */
export function instanceOf<T>(
  type: ClassOf<T>,
  what: string,
  otherwise: Partial<Pick<Facts, 'fix' | 'secret'>> = {},
): Check<T> {
  return (value, option) => {
    if (value === undefined) refuseMissing(option, what);
    if (!holds(() => type[Symbol.hasInstance](value))) {
      refuse('WRONG_TYPE', {
        option,
        value,
        expected: what,
        fix: `Pass ${what}. If it is one, two copies of the package that defines it are installed: \`npm ls\` shows them.`,
        ...otherwise,
      });
    }
    return value as T;
  };
}

/** A member of an enumeration. */
export function oneOf<T extends string>(values: readonly T[], what: string): Check<T> {
  return (value, option) => {
    if (value === undefined) refuseMissing(option, what);
    if (typeof value !== 'string') refuseType(value, option, what);
    if (!(values as readonly string[]).includes(value)) {
      refuse('INVALID_VALUE', {
        option,
        value,
        expected: `${what}: ${values.join(', ')}`,
        fix: `${didYouMean(value, values)}Choose one of these.`,
      });
    }
    return value as T;
  };
}

/** A list without holes, read once into a frozen copy; its type is that of jsii's lists. A text is not a list of its letters. */
export function listOf<T>(check: Check<T>, longest = 10_000): Check<T[]> {
  return (value, option) => {
    if (value === undefined) refuseMissing(option, `a list; each of it ${expectedBy(check)}`);
    if (!Array.isArray(value)) refuseType(value, option, 'a list');
    if (value.length > longest) {
      refuse('OUT_OF_RANGE', {
        option,
        value,
        expected: `a list of at most ${longest}`,
        fix: 'Split the program.',
      });
    }
    const item = standing(check);
    return Object.freeze(
      together(Array.from(value, (given, index) => () => item(given, `${option}[${index}]`))),
    ) as T[];
  };
}

/** A map from text to values. Its keys are data, so `constructor` is one like any other; `__proto__` cannot be. */
export function mapOf<T>(check: Check<T>, longestKey = 253): Check<ReadonlyMap<string, T>> {
  return (value, option) => {
    if (value === undefined) refuseMissing(option, 'a map');
    const given = readEntries(value, option, 'a map');
    const read = new Map<string, T>();
    together(
      [...given].map(([key, item]) => () => {
        if (key === '__proto__') refuseUnsafeKey(option, key);
        read.set(checkText(key, `key of ${option}`, 'a key', longestKey), standing(check)(item, `${option}.${key}`));
      }),
    );
    return read;
  };
}

/** A list that names things once. */
export function unique<T>(check: Check<T[]>, key: (item: T) => string): Check<T[]> {
  return (value, option) => {
    const read = check(value, option);
    const seen = new Map<string, number>();
    for (const [index, item] of read.entries()) {
      const name = key(item);
      const first = seen.get(name);
      if (first !== undefined) {
        refuse('DUPLICATE_VALUE', {
          option: `${option}[${index}]`,
          ...(typeof item === 'string' ? { value: item } : { found: name }),
          expected: 'each value once',
          fix: `Remove it: it stands at ${option}[${first}] already.`,
        });
      }
      seen.set(name, index);
    }
    return read;
  };
}

/** A list that must not be empty, because its reader takes an empty list for something else. */
export function nonEmpty<T>(check: Check<T[]>, meaning: string): Check<T[]> {
  return (value, option) => {
    const read = check(value, option);
    if (read.length === 0) {
      refuse('EMPTY_LIST', { option, value: read, expected: 'at least one item', fix: meaning });
    }
    return read;
  };
}

/** What a check expects where nothing is given. */
function expectedBy(check: Check<unknown>): string {
  try {
    check(undefined, '');
    return 'may be left out';
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return error.problem.expected;
  }
}

function readEntries(value: unknown, option: string, what: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseType(value, option, what);
  const entries = new Map<string, unknown>();
  let key: string | symbol = '';
  try {
    // A plain object only: a class instance or a Map hides its content from Object.keys and would read as empty.
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) refuseType(value, option, what);
    for (key of Reflect.ownKeys(value)) {
      if (typeof key === 'symbol') refuseType(key, `a key of ${option}`, 'a text');
      entries.set(key, (value as Record<string, unknown>)[key]);
    }
  } catch (error) {
    if (error instanceof AuthError) refuseAll(error.problems);
    refuse('WRONG_TYPE', {
      option: key === '' ? option : `${option}.${shownKey(String(key))}`,
      expected: what,
      fix: 'Reading the option threw an error: pass a plain object with plain values.',
    });
  }
  return entries;
}

/** A key comes from the caller and may be anything; only one that looks like an option is shown as it is. */
function shownKey(key: string): string {
  return /^[\w-]{1,40}$/.test(key) ? key : describeValue(key);
}

function refuseUnsafeKey(option: string, key: string): never {
  refuse('UNSAFE_KEY', {
    option: `${option}.${key}`,
    expected: 'a key that is not part of the language',
    fix: 'Remove the key.',
  });
}

function refuseSecret(option: string, what: string): never {
  refuse('SECRET_AS_TEXT', {
    option,
    expected: `${what}, written out`,
    fix: 'Write the text itself: this option stands in a manifest, and what reads it there takes it from no Secret.',
  });
}

function refuseMissing(option: string, what: string): never {
  refuse('MISSING_OPTION', { option, expected: what, fix: 'Add the option.' });
}

function refuseType(value: unknown, option: string, what: string): never {
  refuse('WRONG_TYPE', { option, value, expected: what, fix: `Pass ${what}.` });
}

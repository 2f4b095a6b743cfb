import { documentationOf, type ErrorCode } from './error-codes';
import { describeValue, REDACTED } from './redact';

/** What is wrong with a program, as facts. */
export interface Refusal {
  /** The option's path, for example `MtlsPki.frontendDnsNames[0]`. */
  readonly option: string;
  /** The value as given; omitted where there is none. */
  readonly value?: unknown;
  /** True where the value may be secret: it is then never shown. */
  readonly secret?: boolean;
  /** What would have been accepted. */
  readonly expected: string;
  /** The change to make. */
  readonly fix: string;
  /** The construct's path, where there is a construct already. */
  readonly path?: string;
}

/**
 * The one error that this library throws. It is private, since jsii cannot export subclasses of Error; `AuthErrors.details`
 * gives its facts to callers in every language.
 */
export class AuthError extends Error {
  public readonly option: string;
  public readonly path: string;
  public readonly value: string;
  public readonly expected: string;
  public readonly fix: string;

  constructor(
    public readonly code: ErrorCode,
    refusal: Refusal,
  ) {
    const value = describeRefusedValue(refusal);
    super(formatRefusal(code, refusal));
    this.name = 'AuthError';
    this.option = refusal.option;
    this.path = refusal.path ?? '';
    this.value = value;
    this.expected = refusal.expected;
    this.fix = refusal.fix;
  }
}

/** Refuses a program: throws the typed error. */
export function refuse(code: ErrorCode, refusal: Refusal): never {
  throw new AuthError(code, refusal);
}

/** One sentence order for errors and findings, so that a reader finds the change to make at the same place. */
export function formatRefusal(code: ErrorCode, refusal: Refusal): string {
  const where = refusal.path ? `${refusal.path}: ${refusal.option}` : refusal.option;
  const value = describeRefusedValue(refusal);
  return `[${code}] ${where}${value ? ` is ${value}` : ''}; expected ${refusal.expected}. ${refusal.fix} (${documentationOf(code)})`;
}

/** The value as it may be shown; empty where none was given. */
export function describeRefusedValue(refusal: Refusal): string {
  if (!('value' in refusal)) return '';
  return refusal.secret ? REDACTED : describeValue(refusal.value);
}

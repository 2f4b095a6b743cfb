import { documentationOf, type ErrorCode, type WarningCode } from './error-codes';
import { describeFound, describeValue, REDACTED } from './redact';

/** How much a finding matters. */
export enum Severity {
  /** Synthesis fails and nothing is written. */
  ERROR = 'ERROR',
  /** Synthesis goes on; the finding is printed. Under `strict` it fails like an error. */
  WARNING = 'WARNING',
}

/** What a guard or a check knows of a fault, whose code says the kind. */
export interface Facts {
  /** The option's path, for example `MtlsPki.frontendDnsNames[0]`. */
  readonly option: string;
  /** The option's own value as the program gives it; omitted where there is none. */
  readonly value?: unknown;
  /** What is there instead, in words, where that is not what the program says at the option. */
  readonly found?: string;
  /** True where the value may be secret: it is then never shown. */
  readonly secret?: boolean;
  /** What would have been accepted. */
  readonly expected: string;
  /** The change to make. */
  readonly fix: string;
  /** The construct's path, where there is a construct already. */
  readonly path?: string;
  /** Further facts, a line each. */
  readonly details?: readonly string[];
}

/** What is wrong: the one shape of what a guard throws, what a check of the whole program finds and what a command prints. */
export interface Problem extends Omit<Facts, 'value' | 'secret' | 'found'> {
  readonly severity: Severity;
  readonly code: ErrorCode;
  /** Why somebody accepts a warning, each reason once; absent where nobody does. */
  readonly acknowledged?: string;
  /** The value as it may be shown, so that no secret goes further than to whoever looked at it; empty where there is none. */
  readonly value: string;
  /** What was found instead, as it may be shown; empty where there is nothing to say. */
  readonly found: string;
}

/** A problem that stops synthesis. */
export function errorOf(code: ErrorCode, facts: Facts): Problem {
  return problemOf(Severity.ERROR, code, facts);
}

/** A problem that is printed, and stops synthesis only under `strict`. */
export function warningOf(code: WarningCode, facts: Facts): Problem {
  return problemOf(Severity.WARNING, code, facts);
}

function problemOf(severity: Severity, code: ErrorCode, { secret, ...facts }: Facts): Problem {
  const shown = secret ? REDACTED : describeValue(facts.value);
  return {
    severity,
    code,
    ...facts,
    value: 'value' in facts ? shown : '',
    found: describeFound(facts.found ?? ''),
  };
}

/** One line with all facts in one order, so that a reader finds the change to make at the same place. */
export function messageOf({ code, path, option, value, found, expected, fix }: Problem): string {
  const where = path ? `${path}: ${option}` : option;
  const what = `${value && ` is ${value}`}${found && `: found ${found}`}`;
  return `[${code}] ${where}${what}; expected ${expected}. ${fix} (${documentationOf(code)})`;
}

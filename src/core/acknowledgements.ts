import { Construct, type IConstruct } from 'constructs';
import { declared } from './derived';
import { ACCEPTED_ERROR_CODES, type ErrorCode, WARNING_CODES } from './error-codes';
import { instanceOf, oneOf, optional, text } from './guards';
import { type Problem, Severity, warningOf } from './problem';
import { requireSameApp } from './surface/same-app';

const ACCEPTED_CODES: readonly ErrorCode[] = [...WARNING_CODES, ...ACCEPTED_ERROR_CODES];

/** A warning that somebody has looked at and accepts. */
interface Acknowledgement {
  readonly code: ErrorCode;
  readonly reason: string;
  /** The path of the construct that it is about, with all below it; absent where it is about the whole. */
  readonly path?: string;
}

/** The warnings that a construct with checks of its own has accepted. */
export class Acknowledgements {
  private readonly all: Acknowledgement[] = [];

  /** @param owner the construct whose `acknowledge()` is called, and @param type its name in messages */
  constructor(
    private readonly owner: IConstruct,
    private readonly type: string,
  ) {}

  /** Accepts the warnings of a code. Throws `INVALID_VALUE`, `WRONG_TYPE`, `OUT_OF_RANGE`. */
  public add(code: string, reason: string, at?: IConstruct): void {
    const option = `${this.type}.acknowledge`;
    const place = optional(instanceOf(Construct, 'a construct'))(at, `${option}(at)`);
    requireSameApp(this.owner, place, `${option}(at)`);
    this.all.push({
      code: oneOf(ACCEPTED_CODES, 'the code of a warning, or of an error that may be accepted')(
        code,
        `${option}(code)`,
      ),
      reason: text('a reason')(reason, `${option}(reason)`),
      path: place?.node.path,
    });
    declared(this.owner);
  }

  /** Problems with the reasons why warnings among them are accepted; a reason without a warning is a problem itself. */
  public applied(problems: readonly Problem[]): Problem[] {
    const accepted = problems.map((problem) => {
      const reasons = this.all.filter((one) => covers(one, problem)).map(({ reason }) => reason);
      if (reasons.length === 0) return problem;
      const known = problem.acknowledged ?? []; // by a construct within this one
      return { ...problem, acknowledged: [...new Set([known, reasons].flat())].join('; ') };
    });
    const unmet = this.all.filter((one) => !problems.some((problem) => covers(one, problem)));
    // A loop may accept the same more than once.
    const each = new Map(unmet.map((one) => [`${one.code} ${one.path}`, one]));
    const owner = this.owner.node.path;
    return [
      ...accepted,
      ...[...each.values()].map(({ code, path }) =>
        unmetAcknowledgement(owner, `${this.type}.acknowledge(${code})`, code, path),
      ),
    ];
  }
}

/** Says that an option accepts what there is not. */
export function unmetAcknowledgement(path: string, option: string, code: ErrorCode, at = 'what it names'): Problem {
  return warningOf('UNMET_ACKNOWLEDGEMENT', {
    path,
    option,
    expected: `a finding ${code} to accept, of ${at}`,
    fix: 'Remove it: what it was for is gone, or is of another construct.',
  });
}

function isAcceptable({ severity, code }: Problem): boolean {
  return severity === Severity.WARNING || (ACCEPTED_ERROR_CODES as readonly ErrorCode[]).includes(code);
}

function covers({ code, path }: Acknowledgement, problem: Problem): boolean {
  if (problem.code !== code || !isAcceptable(problem)) return false;
  return !path || problem.path === path || (problem.path ?? '').startsWith(`${path}/`);
}

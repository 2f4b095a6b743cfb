import type { Construct } from 'constructs';
import { DECLARED_FINDINGS } from '../core/declared-findings';
import { ERROR_CODES } from '../core/error-codes';
import { AuthError } from '../core/errors';
import { listOf, oneOf, optional, options } from '../core/guards';
import { appProblems } from '../core/objects/validate-once';
import { type Problem, Severity } from '../core/problem';
import type { PlanPart } from './part';
import { shownText } from './shown-text';

/** What a check found, and why it is accepted, as far as somebody accepts it. */
export type PlannedFinding = Pick<
  Problem,
  'severity' | 'code' | 'path' | 'option' | 'value' | 'found' | 'expected' | 'fix' | 'acknowledged' | 'details'
>;

/** What one construct with checks of its own finds: a stack, an MtlsPki without one, or the App, whose path is empty, of its objects. */
export interface PlannedFindings {
  readonly path: string;
  readonly found: readonly PlannedFinding[];
}

/** A finding for each object, of the largest programs. */
const MOST_FINDINGS = 1_000_000;

const finding = options<PlannedFinding>({
  severity: oneOf(Object.values(Severity), 'a severity'),
  code: oneOf(ERROR_CODES, 'a code'),
  path: optional(shownText),
  option: shownText,
  value: shownText,
  found: shownText,
  expected: shownText,
  fix: shownText,
  acknowledged: optional(shownText),
  details: optional(listOf(shownText)),
});

/** What the checks find, accepted or not. */
export const FINDINGS: PlanPart<readonly PlannedFindings[]> = {
  describe: findingsOf,
  read: listOf(options<PlannedFindings>({ path: shownText, found: listOf(finding, MOST_FINDINGS) })),
};

/** A plan is made of whatever a program declares: what refuses the checks themselves, such as a damaged store, is a finding too. */
function findingsOf(app: Construct): PlannedFindings[] {
  try {
    const found = DECLARED_FINDINGS.of(app);
    const ofObjects = appProblems(app);
    if (ofObjects.length > 0) found.push({ path: app.node.path, problems: ofObjects });
    return found.map(({ path, problems }) => ({ path, found: problems.map(plannedFinding) }));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return [{ path: app.node.path, found: error.problems.map(plannedFinding) }];
  }
}

function plannedFinding(problem: Problem): PlannedFinding {
  const { severity, code, path, option, value, found, expected, fix, acknowledged, details } = problem;
  return { severity, code, path, option, value, found, expected, fix, acknowledged, details };
}

import { continuationOf, declarationOf } from '../../pki/rotation/phases';
import { table } from '../terminal';
import { type ReportedCertificate, renderCertificates } from './report-decisions';
import type { RotationStep } from './rotation-steps';

/** What becomes of a step: it is recorded already, has been made now, would be, or waits for somebody to say that it may be. */
export type StepOutcome = 'recorded' | 'made' | 'planned' | 'waiting';

/** The phase of an authority, for machines. */
export interface ReportedStep {
  readonly pki: string;
  readonly authority: string;
  /** In the words of the program. */
  readonly recorded: string;
  /** In the words of the program. */
  readonly declared: string;
  readonly outcome: StepOutcome;
  /** The next change to the program, for whoever wants to go on. */
  readonly next: string;
  /** Whether its certificates are brought into the cluster by `export`, each with what is trusted in this phase. */
  readonly exported: boolean;
}

/** What `rotate` has done, or would do. */
export interface Rotated {
  readonly steps: readonly ReportedStep[];
  readonly certificates: readonly ReportedCertificate[];
  /** What a retired authority has left. */
  readonly removed: ReadonlyArray<{ readonly store: string; readonly id: string }>;
  /** The files that now say so. */
  readonly records: readonly string[];
}

const WORDS: Readonly<Record<StepOutcome, string>> = {
  recorded: 'as recorded',
  made: 'recorded now',
  planned: 'would be recorded',
  waiting: 'TO DO',
};

/** Steps as data. */
export function reportSteps(steps: readonly RotationStep[], ofNew: StepOutcome): ReportedStep[] {
  return steps.map(({ pki, authority: { name, state, stored, imported }, recorded, isNew }) => ({
    pki,
    authority: name,
    recorded: declarationOf(recorded),
    declared: declarationOf(state),
    outcome: isNew ? ofNew : 'recorded',
    next: imported ? 'another one comes in one step: "temporal-auth pki renew --new-key"' : continuationOf(state),
    exported: stored !== undefined,
  }));
}

/** The phases for people. */
export function renderSteps(steps: readonly ReportedStep[]): string {
  return table([
    ['AUTHORITY', 'PHASE', 'STATE', 'TO GO ON'],
    ...steps.map(({ pki, authority, recorded, declared, outcome, next }) => [
      `${pki} ${authority}`,
      outcome === 'recorded' ? short(declared) : `${short(recorded)} -> ${short(declared)}`,
      WORDS[outcome],
      next,
    ]),
  ]);
}

/** All of it for people, with what to do next. */
export function renderRotated(rotated: Rotated): string {
  const { steps, certificates, removed } = rotated;
  const planned = steps.some(({ outcome }) => outcome === 'planned');
  const advice = adviceOn(rotated);
  const changed = certificates.filter(({ action }) => action !== 'keep');
  return [
    renderSteps(steps),
    ...(changed.length > 0 ? ['\n', renderCertificates(changed, planned)] : []),
    ...removed.map(({ id }) => `${id} ${planned ? 'would be' : 'is'} removed: its authority is retired\n`),
    ...(advice.length > 0 ? ['\n', ...advice.map((line) => `${line}\n`)] : []),
  ].join('');
}

function adviceOn({ steps, certificates, records }: Rotated): string[] {
  const is = (outcome: StepOutcome) => steps.some((step) => step.outcome === outcome);
  if (is('planned')) return [];
  if (is('waiting')) {
    return certificates.length > 0
      ? ['Nothing is recorded: the table names what to do first.']
      : [
          'Nothing is done yet. --rolled-out says that the recorded phase is everywhere: all pods of the Temporal server and',
          'all callers, in the cluster and outside, run with its manifests, and each Secret holds what was issued last. If so:',
          '  temporal-auth pki rotate --rolled-out',
        ];
  }
  const recorded = records.length > 0 ? [`Recorded in ${records.join(', ')}: commit it.`] : [];
  if (!is('made'))
    return [...recorded, 'Nothing to rotate. To go on, make the change to the program that the table names.'];
  // Not by what this run has issued: a run that was killed may have, and what is trusted lies in `ca.crt` of each value.
  const exports = steps.some(({ outcome, exported }) => outcome === 'made' && exported);
  return [
    ...recorded,
    `Next, ${exports ? 'run "temporal-auth pki export" for the secret store, ' : ''}synthesize and apply.`,
    'Once that is rolled out everywhere, make the change to the program that the table names, to go on.',
  ];
}

function short(declaration: string): string {
  return declaration.replace(/^generation: AuthorityGeneration\./, '');
}

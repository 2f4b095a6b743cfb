import { nextCommand } from '../../../core/next-command';
import { continuationOf, declarationOf } from '../../../pki/rotation/phases';
import type { PlannedAuthority } from '../../../plan/rotations';
import { table } from '../../terminal';
import { type ReportedCertificate, renderCertificates } from '../report-decisions';
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
  /** The next change to the program, to go on or, where no rotation is under way, to begin one. */
  readonly next: string;
  /** Whether several authorities are trusted in the declared phase, so that a rotation is not at its end. */
  readonly underWay: boolean;
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
  recorded: 'good, as recorded',
  made: 'recorded now',
  planned: 'would be recorded',
  waiting: 'TO DO',
};

/** Steps as data. */
export function reportSteps(steps: readonly RotationStep[], ofNew: StepOutcome): ReportedStep[] {
  return steps.map(({ pki, authority, recorded, isNew }) => ({
    pki,
    authority: authority.name,
    recorded: declarationOf(recorded),
    declared: declarationOf(authority.state),
    outcome: isNew ? ofNew : 'recorded',
    next: nextOf(authority),
    underWay: authority.state.trusted.length > 1,
    exported: authority.stored !== undefined,
  }));
}

function nextOf({ state, imported, stored = [] }: PlannedAuthority): string {
  return imported ? `in one step, ${nextCommand(`renew ${stored.join(' ')} --new-key`)}` : continuationOf(state);
}

/** The phases for people. */
export function renderSteps(steps: readonly ReportedStep[]): string {
  return table([
    ['AUTHORITY', 'PHASE', 'STATE', 'NEXT'],
    ...steps.map(({ pki, authority, recorded, declared, outcome, ...step }) => [
      `${pki} ${authority}`,
      outcome === 'recorded' ? short(declared) : `${short(recorded)} -> ${short(declared)}`,
      WORDS[outcome],
      laterOf({ outcome, ...step }),
    ]),
  ]);
}

/** A state that asks for nothing says so. */
function laterOf({ outcome, underWay, next }: Pick<ReportedStep, 'outcome' | 'underWay' | 'next'>): string {
  if (outcome === 'waiting') return 'this phase is to be recorded first';
  return underWay ? `once rolled out everywhere: ${next}` : `nothing to do; to replace it: ${next}`;
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
          `  ${nextCommand('rotate --rolled-out')}`,
        ];
  }
  const recorded = records.length > 0 ? [`Recorded in ${records.join(', ')}: commit it.`] : [];
  const underWay = named(steps.filter((step) => step.underWay));
  if (!is('made')) {
    return [
      ...recorded,
      underWay === '' ? 'Nothing to do: no rotation is under way.' : `Nothing to do yet. ${onceOut(underWay)}`,
    ];
  }
  // Not by what this run has issued: a run that was killed may have, and what is trusted lies in `ca.crt` of each value.
  const exports = steps.some(({ outcome, exported }) => outcome === 'made' && exported);
  const ended = named(steps.filter((step) => step.outcome === 'made' && !step.underWay));
  return [
    ...recorded,
    ...(exports
      ? [`Next, fill the secret store, as ${nextCommand('export --format vault --output push.sh')} does for Vault.`]
      : []),
    `${exports ? 'Then' : 'Next,'} synthesize and apply.`,
    ...(ended === '' ? [] : [`With that the rotation of ${ended} is done, and nothing is left to do.`]),
    ...(underWay === '' ? [] : [onceOut(underWay)]),
  ];
}

function named(steps: readonly ReportedStep[]): string {
  return steps.map(({ pki, authority }) => `${pki} ${authority}`).join(', ');
}

function onceOut(underWay: string): string {
  return `Once this phase of ${underWay} is rolled out everywhere, make the change to the program that the table names.`;
}

function short(declaration: string): string {
  return declaration.replace(/^generation: AuthorityGeneration\./, '');
}

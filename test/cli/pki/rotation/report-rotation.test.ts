import { renderRotated, reportSteps, type StepOutcome } from '../../../../src/cli/pki/rotation/report-rotation';
import {
  droppedBy,
  type RotationStep,
  requireRecorded,
  requireSafe,
  stepsOf,
} from '../../../../src/cli/pki/rotation/rotation-steps';
import type { RotationRecord } from '../../../../src/pki/rotation/record';
import type { PlannedRotation } from '../../../../src/plan/rotations';
import { codeOf } from '../../../support/refusal';

const since = '2026-11-24T00:00:00Z';
const only1 = { signer: 'g1', trusted: ['g1'] };
const introduce2 = { signer: 'g1', trusted: ['g1', 'g2'] };
const authority = { firstState: only1, certificates: [] };
const rotation: PlannedRotation = {
  path: 'temporal/Pki',
  record: '/rotation.json',
  authorities: [
    { ...authority, name: 'internode', state: only1 },
    { ...authority, name: 'clients', state: introduce2 },
  ],
};
const recorded = (state: typeof only1): RotationRecord =>
  new Map([['temporal/Pki', new Map([['clients', { ...state, since }]])]]);
const steps = stepsOf(rotation, new Map());

describe('the steps of a rotation', () => {
  test('lie between the record, or the first state, and what is declared', () => {
    expect(steps.map(({ authority: { name }, recorded: from, isNew }) => [name, from, isNew])).toEqual([
      ['internode', only1, false],
      ['clients', only1, true],
    ]);
    expect(stepsOf(rotation, recorded(introduce2)).map(({ isNew }) => isNew)).toEqual([false, false]);
  });

  test('drop what was trusted and is no more', () => {
    const step = { ...steps[1], recorded: { signer: 'g2', trusted: ['g0', 'g1', 'g2'] } } as RotationStep;
    expect([droppedBy(step), droppedBy(steps[1])]).toEqual([['g0'], []]);
  });

  test('P32 that are safe may be recorded where a record is named, and no other', () => {
    const { record: _, ...unnamed } = rotation;
    expect(() => requireSafe(rotation, new Map())).not.toThrow();
    expect(codeOf(() => requireSafe(unnamed, new Map()))).toBe('UNRECORDED_ROTATION');
    expect(codeOf(() => requireSafe(rotation, recorded({ signer: 'g3', trusted: ['g3'] })))).toBe('UNSAFE_ROTATION');
    expect(codeOf(() => requireRecorded(rotation, new Map()))).toBe('UNRECORDED_ROTATION');
    expect(() => requireRecorded(rotation, recorded(introduce2))).not.toThrow();
  });
});

describe('what is said of steps', () => {
  const said = (outcome: StepOutcome) =>
    renderRotated({ steps: reportSteps(steps, outcome), certificates: [], removed: [], records: ['/rotation.json'] });

  test('is of an imported authority that it has no phases', () => {
    const imported = {
      ...steps[0],
      authority: { ...steps[0].authority, imported: true, stored: ['temporal-clients-ca'] },
    };
    expect(reportSteps([imported], 'waiting')[0].next).toContain(
      '"npx temporal-auth pki renew temporal-clients-ca --new-key"',
    );
  });

  test.each<[StepOutcome, RegExp, RegExp]>([
    ['waiting', /clients +only\(1\) -> introduce\(2\) +TO DO/, /--rolled-out says that .* everywhere/],
    [
      'made',
      /clients +only\(1\) -> introduce\(2\) +recorded now/,
      /Recorded in \/rotation\.json: commit it\.\nNext, synthesize/,
    ],
    ['planned', /clients +only\(1\) -> introduce\(2\) +would be recorded/, /signWith\(2\)\n$/],
  ])('is, where one is %s, what became of it and what to do', (outcome, row, advice) => {
    expect(said(outcome)).toMatch(row);
    expect(said(outcome)).toMatch(
      /internode +only\(1\) +good, as recorded +nothing to do; to replace it: .*introduce\(2\)/,
    );
    expect(said(outcome)).toMatch(advice);
  });

  test.each<[string, string[] | undefined, boolean]>([
    ['in a certificate store', ['temporal-clients-root'], true],
    ["of cert-manager's", undefined, false],
  ])(
    'names the export where the step is one of an authority %s, whatever this run has issued',
    (_, stored, exported) => {
      const [first, step] = steps;
      const made = reportSteps([first, { ...step, authority: { ...step.authority, stored } }], 'made');
      const out = renderRotated({ steps: made, certificates: [], removed: [], records: [] });
      expect([made.map((one) => one.exported), out.includes('temporal-auth pki export')]).toEqual([
        [false, exported],
        exported,
      ]);
    },
  );
});

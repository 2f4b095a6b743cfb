import { effects } from '../../src/core/effects';
import { errorOf, messageOf, type Problem, warningOf } from '../../src/core/problem';
import { Report } from '../../src/core/report';

const facts = { option: 'O', expected: 'something', fix: 'Do it.' };
const error = errorOf('MISSING_TRUST', facts);
const warning = warningOf('UNBOUND_SERVICE', facts);
const coarse = warningOf('COARSE_ROLE', { ...facts, details: ['one', 'two'] });

/** As it is told where nobody has accepted it. */
const open = (problem: Problem) =>
  messageOf({
    ...problem,
    fix: `Do it. Or accept it, with the reason: acknowledge('${problem.code}', '…') of the Owner.`,
  });

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(effects, 'warn').mockImplementation((line) => void printed.push(line));
});

describe('the report of findings', () => {
  test('stops synthesis with every error, and prints none of them', () => {
    expect(new Report('Owner', false).validate([error, warning, error])).toEqual([messageOf(error), messageOf(error)]);
    expect(printed).toEqual([`warning: ${open(warning)}`]);
  });

  test('prints each warning once, however often a program is synthesized', () => {
    const report = new Report('Owner', false);
    expect(report.validate([warning, warning])).toEqual([]);
    expect(report.validate([warning])).toEqual([]);
    expect(printed).toEqual([`warning: ${open(warning)}`]);
  });

  test('says how many details a warning has, and where they are', () => {
    new Report('Owner', false).validate([coarse]);
    expect(printed).toEqual([`warning: ${open(coarse)} [2 details in findings()]`]);
  });

  test('stops synthesis with warnings too where the program is strict', () => {
    expect(new Report('Owner', true).validate([error, coarse])).toEqual([messageOf(error), open(coarse)]);
    expect(printed).toEqual([]);
  });

  test('F11 tells nobody to accept what cannot be accepted', () => {
    const unmet = warningOf('UNMET_ACKNOWLEDGEMENT', facts);
    expect(new Report('Owner', true).validate([unmet])).toEqual([messageOf(unmet)]);
  });

  test('says nothing of what is acknowledged, and does not stop for it', () => {
    expect(new Report('Owner', true).validate([{ ...warning, acknowledged: 'for now' }])).toEqual([]);
    expect(new Report('Owner', false).validate([{ ...warning, acknowledged: 'for now' }])).toEqual([]);
    expect(printed).toEqual([]);
  });
});

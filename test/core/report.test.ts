import { effects } from '../../src/core/effects';
import { errorOf, messageOf, warningOf } from '../../src/core/problem';
import { Report } from '../../src/core/report';

const facts = { option: 'O', expected: 'something', fix: 'Do it.' };
const error = errorOf('MISSING_TRUST', facts);
const warning = warningOf('UNBOUND_SERVICE', facts);
const coarse = warningOf('COARSE_ROLE', { ...facts, details: ['one', 'two'] });

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(effects, 'warn').mockImplementation((line) => void printed.push(line));
});

describe('the report of findings', () => {
  test('stops synthesis with every error, and prints none of them', () => {
    expect(new Report(false).validate([error, warning, error])).toEqual([messageOf(error), messageOf(error)]);
    expect(printed).toEqual([`warning: ${messageOf(warning)}`]);
  });

  test('prints each warning once, however often a program is synthesized', () => {
    const report = new Report(false);
    expect(report.validate([warning, warning])).toEqual([]);
    expect(report.validate([warning])).toEqual([]);
    expect(printed).toEqual([`warning: ${messageOf(warning)}`]);
  });

  test('says how many details a warning has, and where they are', () => {
    new Report(false).validate([coarse]);
    expect(printed).toEqual([`warning: ${messageOf(coarse)} [2 details in findings()]`]);
  });

  test('stops synthesis with warnings too where the program is strict', () => {
    expect(new Report(true).validate([error, coarse])).toEqual([messageOf(error), messageOf(coarse)]);
    expect(printed).toEqual([]);
  });

  test('says nothing of what is acknowledged, and does not stop for it', () => {
    expect(new Report(true).validate([{ ...warning, acknowledged: 'for now' }])).toEqual([]);
    expect(new Report(false).validate([{ ...warning, acknowledged: 'for now' }])).toEqual([]);
    expect(printed).toEqual([]);
  });
});

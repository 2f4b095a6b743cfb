import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Acknowledgements } from '../../src/core/acknowledgements';
import { errorOf, warningOf } from '../../src/core/problem';
import { codeOf } from '../support/refusal';

const chart = new Chart(new App(), 'chart');
const owner = new Construct(chart, 'Owner');
const service = new Construct(owner, 'Service');
const like = new Construct(owner, 'Service2');
const facts = (at: Construct) => ({ option: 'O', path: at.node.path, expected: 'x', fix: 'Do it.' });
const warning = warningOf('UNBOUND_SERVICE', facts(service));
const another = warningOf('UNBOUND_SERVICE', facts(like));
const other = warningOf('SHARED_NAMESPACE', facts(service));
const acknowledged = (...args: Parameters<Acknowledgements['add']>) => {
  const acknowledgements = new Acknowledgements(owner, 'Type');
  acknowledgements.add(...args);
  return acknowledgements;
};

describe('an acknowledgement', () => {
  test('gives every warning of its code the reason, and no other', () => {
    expect(acknowledged('UNBOUND_SERVICE', 'roles come later').applied([warning, another, other])).toEqual([
      { ...warning, acknowledged: 'roles come later' },
      { ...another, acknowledged: 'roles come later' },
      other,
    ]);
  });

  test('that meets nothing is said once, however often it was given, for each construct that it is about', () => {
    const several = acknowledged('UNBOUND_SERVICE', 'all');
    for (const at of [service, service, like]) several.add('UNBOUND_SERVICE', 'roles come later', at);
    expect(several.applied([]).map(({ code, expected }) => [code, expected])).toEqual(
      ['what it names', service.node.path, like.node.path].map((place) => [
        'UNMET_ACKNOWLEDGEMENT',
        `a finding UNBOUND_SERVICE to accept, of ${place}`,
      ]),
    );
  });

  test('of a construct is of that and what is below it', () => {
    const one = acknowledged('UNBOUND_SERVICE', 'roles come later', service);
    expect(one.applied([warning, another])).toEqual([{ ...warning, acknowledged: 'roles come later' }, another]);
    const all = acknowledged('UNBOUND_SERVICE', 'roles come later', owner);
    expect(all.applied([warning]).map((problem) => problem.acknowledged)).toEqual(['roles come later']);
  });

  test('beside another of the same warning adds its reason, whoever accepted it before', () => {
    const both = acknowledged('UNBOUND_SERVICE', 'all of them');
    both.add('UNBOUND_SERVICE', 'this one', service);
    both.add('UNBOUND_SERVICE', 'all of them', owner);
    const [first, second] = both.applied([{ ...warning, acknowledged: 'said within' }, another]);
    expect(first.acknowledged).toBe('said within; all of them; this one');
    expect(second.acknowledged).toBe('all of them');
  });

  test('that meets no warning is one itself', () => {
    for (const at of [undefined, like]) {
      const [, unmet, ...rest] = acknowledged('UNBOUND_SERVICE', 'roles come later', at).applied([
        at === undefined ? other : warning,
      ]);
      expect(rest).toEqual([]);
      expect(unmet).toMatchObject({
        severity: 'WARNING',
        code: 'UNMET_ACKNOWLEDGEMENT',
        path: 'chart/Owner',
        option: 'Type.acknowledge(UNBOUND_SERVICE)',
      });
    }
  });

  test('accepts no error, whatever its code', () => {
    const error = errorOf('UNBOUND_SERVICE', facts(service));
    const [same, unmet] = acknowledged('UNBOUND_SERVICE', 'roles come later').applied([error]);
    expect(same).toEqual(error);
    expect(unmet.code).toBe('UNMET_ACKNOWLEDGEMENT');
  });

  test('of the App is of all, and of a construct of another App is refused', () => {
    expect(acknowledged('UNBOUND_SERVICE', 'for now', chart.node.root).applied([warning])[0].acknowledged).toBe(
      'for now',
    );
    const stranger = new Construct(new Chart(new App(), 'chart'), 'Owner');
    expect(codeOf(() => acknowledged('UNBOUND_SERVICE', 'for now', stranger))).toBe('INVALID_VALUE');
  });

  test.each([
    ['UNBOUND_SERVICES', 'why', 'INVALID_VALUE'],
    ['SHARED_ISSUER', 'why', 'INVALID_VALUE'],
    ['UNBOUND_SERVICE', '', 'INVALID_VALUE'],
    ['UNBOUND_SERVICE', undefined, 'MISSING_OPTION'],
  ])('of %s for %j is refused', (code, reason, refused) => {
    expect(codeOf(() => acknowledged(code, reason as string))).toBe(refused);
  });
});

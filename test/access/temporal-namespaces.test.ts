import { TemporalNamespaces, temporalNamespaces } from '../../src/access/temporal-namespaces';
import { codeOf, refusalOf } from '../support/refusal';

describe('TemporalNamespaces', () => {
  test('G10 none given is none, never all (B32)', () => {
    expect(TemporalNamespaces.of()).toMatchObject({ _everywhere: false, _names: [] });
  });

  test('all is all', () => {
    expect(TemporalNamespaces.all()).toMatchObject({ _everywhere: true, _names: [] });
  });

  test('names are kept in the order given, and shown', () => {
    expect(TemporalNamespaces.of('b', 'a')._names).toEqual(['b', 'a']);
    expect([TemporalNamespaces.of('b', 'a'), TemporalNamespaces.of(), TemporalNamespaces.all()].map(String)).toEqual([
      'b a',
      '',
      'all',
    ]);
  });

  test('a name given twice is refused (B34)', () => {
    expect(refusalOf(() => TemporalNamespaces.of('a', 'a'))).toMatchObject({
      code: 'DUPLICATE_VALUE',
      option: 'TemporalNamespaces.of(names)[1]',
    });
  });

  test('G08 names that differ in case are different namespaces', () => {
    expect(TemporalNamespaces.of('a', 'A')._names).toEqual(['a', 'A']);
  });

  test('the faulty name is pointed at', () => {
    expect(refusalOf(() => TemporalNamespaces.of('a', 'temporal-system')).option).toBe(
      'TemporalNamespaces.of(names)[1]',
    );
  });

  test('F03 a list in place of names is refused', () => {
    expect(codeOf(() => TemporalNamespaces.of(['a', 'b'] as never))).toBe('WRONG_TYPE');
  });

  test.each([['default'], [['default']], [[]], [['*']], [{ _everywhere: true, _names: [] }], [null]])(
    'G10 F03 %j is no TemporalNamespaces (B35)',
    (value) => {
      expect(codeOf(() => temporalNamespaces(value, 'x'))).toBe('WRONG_TYPE');
    },
  );

  test('left out is missing, not all', () => {
    expect(codeOf(() => temporalNamespaces(undefined, 'x'))).toBe('MISSING_OPTION');
  });
});

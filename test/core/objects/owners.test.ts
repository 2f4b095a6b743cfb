import { Owners } from '../../../src/core/objects/owners';

const owner = (path: string, namespace?: string, isOurs = false) => ({ path, namespace, isOurs });

describe('a name', () => {
  test('is taken within its namespace, by the one who had it last', () => {
    const owners = new Owners();
    expect(owners.add('a', owner('one', 'x'))).toBeUndefined();
    expect(owners.add('a', owner('two', 'y'))).toBeUndefined();
    expect(owners.add('b', owner('three', 'x'))).toBeUndefined();
    expect(owners.add('a', owner('four', 'x'))?.path).toBe('one');
    expect(owners.add('a', owner('five', 'x'))?.path).toBe('four');
  });

  test('without a namespace is taken by each that is ours, and takes theirs, whoever comes first', () => {
    for (const isFirstOurs of [true, false]) {
      const owners = new Owners();
      expect(owners.add('a', owner('one', isFirstOurs ? 'x' : undefined, isFirstOurs))).toBeUndefined();
      expect(owners.add('a', owner('two', isFirstOurs ? undefined : 'x', !isFirstOurs))?.path).toBe('one');
    }
  });

  test('without a namespace is not taken by one of theirs that has one', () => {
    const owners = new Owners();
    owners.add('a', owner('one', 'x'));
    expect(owners.add('a', owner('two'))).toBeUndefined();
    expect(owners.add('a', owner('three'))?.path).toBe('two');
  });
});

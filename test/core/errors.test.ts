import { inspect } from 'node:util';
import { AuthError, inConstruct, refuse, refuseAll, together } from '../../src/core/errors';
import { errorOf } from '../../src/core/problem';
import { codeOf, refusalOf } from '../support/refusal';

const facts = { option: 'A.b', value: 'x', expected: 'a y', fix: 'Write y.' };

describe('a refusal', () => {
  test('is thrown as an Error with the code in its message', () => {
    expect(codeOf(() => refuse('EMPTY_LIST', facts))).toBe('EMPTY_LIST');
    expect(() => refuse('EMPTY_LIST', facts)).toThrow(/^\[EMPTY_LIST\] /);
    expect(new AuthError(errorOf('EMPTY_LIST', facts))).toBeInstanceOf(Error);
    expect(new AuthError(errorOf('EMPTY_LIST', facts)).name).toBe('AuthError');
  });

  test('F07 shows nothing of a secret value where it ends a program', () => {
    const error = new AuthError(errorOf('INVALID_VALUE', { ...facts, value: 'hunter2', secret: true }));
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hunter2');
  });
});

describe('what is wrong with several things', () => {
  const wrong = (option: string) => () => refuse('EMPTY_LIST', { ...facts, option });
  const messageOfAll = (...steps: Array<() => unknown>) => {
    try {
      together(steps);
    } catch (error) {
      return (error as Error).message.split('\n');
    }
    return [];
  };

  test('F11 is said in one run, a line each', () => {
    const said = messageOfAll(
      wrong('A.a'),
      () => 1,
      wrong('A.b'),
      () => together([wrong('A.c'), wrong('A.d')]),
    );
    expect(said.map((line) => /A\.\w/.exec(line)?.[0])).toEqual(['A.a', 'A.b', 'A.c', 'A.d']);
  });

  test('F11 is cut where nobody would read on, with how much there is', () => {
    const said = messageOfAll(...Array.from({ length: 25 }, (_, index) => wrong(`A.a${index}`)));
    expect([said.length, said[20]]).toEqual([21, '… and 5 more of this run']);
  });

  test('is nothing where nothing is: each step gives what it finds', () => {
    expect(together([() => 1, () => 2])).toEqual([1, 2]);
    expect(() => refuseAll([])).not.toThrow();
  });

  test('a fault of ours is none of a program', () => {
    const fault = () => {
      throw new TypeError('ours');
    };
    expect(() => together([wrong('A.a'), fault])).toThrow(TypeError);
    expect(() => inConstruct({ node: { path: 'chart/A' } }, fault)).toThrow(TypeError);
  });
});

describe('where something is wrong', () => {
  const construct = { node: { path: 'chart/A' } };

  test('F11 is told by the path of the construct, where the check does not know it', () => {
    const path = (given?: string) =>
      refusalOf(() => inConstruct(construct, () => refuse('EMPTY_LIST', { ...facts, path: given }))).path;
    expect([path(), path('chart/A/B')]).toEqual(['chart/A', 'chart/A/B']);
  });

  test("F11 is told by the caller's line: no call of this library stands before it", () => {
    const stackOf = (call: () => unknown) => {
      try {
        call();
      } catch (error) {
        return (error as Error).stack?.split('\n') ?? [];
      }
      return [];
    };
    const nested = () => inConstruct(construct, () => together([() => refuse('EMPTY_LIST', facts)]));
    for (const call of [() => refuse('EMPTY_LIST', facts), nested]) {
      const [message, first] = stackOf(call);
      expect(message).toMatch(/^AuthError: \[EMPTY_LIST\] /);
      expect(first).toContain(`${__filename}:`);
    }
  });
});

import { Duration, Lazy } from 'cdk8s';
import * as guards from '../../src/core/guards';
import { codeOf, refusalOf } from '../support/refusal';

const {
  bool,
  duration,
  instanceOf,
  integer,
  listOf,
  mapOf,
  matching,
  nonEmpty,
  oneOf,
  optional,
  options,
  readOptions,
  text,
  unique,
} = guards;

interface Props {
  readonly authorizer: string;
  readonly requireClientAuth?: boolean;
}
const SHAPE: guards.Shape<Props> = { authorizer: text(), requireClientAuth: optional(bool) };
const read = (value: unknown) => readOptions<Props>('A', value, SHAPE);

describe('readOptions', () => {
  test('returns what was given, frozen, and leaves out what was left out', () => {
    const result = read({ authorizer: 'default' });
    expect(result).toEqual({ authorizer: 'default' });
    expect(Object.isFrozen(result)).toBe(true);
  });

  test('is not changed by a later change of what was given', () => {
    const given = { authorizer: 'default' };
    const result = read(given);
    given.authorizer = '';
    expect(result.authorizer).toBe('default');
  });

  test.each([
    ['requireClientauth', 'requireClientAuth'],
    ['authoriser', 'authorizer'],
  ])('F02 refuses the unknown option %s and names the one that was meant (B134)', (key, meant) => {
    const refused = refusalOf(() => read({ authorizer: 'default', [key]: true }));
    expect(refused.code).toBe('UNKNOWN_OPTION');
    expect(refused.option).toBe(`A.${key}`);
    expect(refused.fix).toContain(`Did you mean "${meant}"?`);
  });

  test('F02 refuses an unknown option whose value is undefined, and one that is not enumerable', () => {
    expect(codeOf(() => read({ authorizer: 'default', other: undefined }))).toBe('UNKNOWN_OPTION');
    const hidden = Object.defineProperty({ authorizer: 'default' }, 'other', { value: 1 });
    expect(codeOf(() => read(hidden))).toBe('UNKNOWN_OPTION');
  });

  test('F07 does not repeat an unknown option that looks like no option', () => {
    const key = 'a'.repeat(100_000);
    expect(refusalOf(() => read({ [key]: 1 })).option).toBe('A.<redacted>');
  });

  test.each(['{"__proto__":{"authorizer":""}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"prototype":1}'])(
    'F01 refuses %s and pollutes nothing (B132 B133)',
    (json) => {
      expect(codeOf(() => read(JSON.parse(json)))).toBe('UNSAFE_KEY');
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
      expect(({} as { authorizer?: string }).authorizer).toBeUndefined();
    },
  );

  test('F01 takes no option from a prototype', () => {
    expect(codeOf(() => read(Object.create({ authorizer: 'default' })))).toBe('WRONG_TYPE');
    expect(codeOf(() => read(Object.create(Object.create(null, { authorizer: { value: 'default' } }))))).toBe(
      'MISSING_OPTION',
    );
  });

  test('accepts an object without a prototype', () => {
    expect(read(Object.assign(Object.create(null), { authorizer: 'default' }))).toEqual({ authorizer: 'default' });
  });

  test('F03 reads each option exactly once, so that a getter cannot answer twice (B135)', () => {
    let calls = 0;
    const result = read({
      get authorizer() {
        calls++;
        return calls === 1 ? 'default' : '';
      },
    });
    expect(result.authorizer).toBe('default');
    expect(calls).toBe(1);
  });

  test('F11 names the option whose getter throws (B135)', () => {
    const refused = refusalOf(() =>
      read({
        get authorizer() {
          throw new Error('secret');
        },
      }),
    );
    expect(refused).toMatchObject({ code: 'WRONG_TYPE', option: 'A.authorizer' });
    expect(JSON.stringify(refused)).not.toContain('secret');
  });

  test('reads a proxy, or refuses one that refuses to be read (B135)', () => {
    expect(read(new Proxy({ authorizer: 'default' }, {}))).toEqual({ authorizer: 'default' });
    const refusing = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(refusalOf(() => read(refusing))).toMatchObject({ code: 'WRONG_TYPE', option: 'A' });
  });

  test.each([
    ['a Map', new Map([['authorizer', 'default']])],
    [
      'a class instance',
      new (class {
        authorizer = 'default';
      })(),
    ],
    ['a list', [{ authorizer: 'default' }]],
    ['null', null],
    ['a text', 'default'],
    ['a number', 1],
    ['a Date', new Date(0)],
    ['a function', () => ({ authorizer: 'default' })],
    ['a symbol as key', { authorizer: 'default', [Symbol('a')]: 1 }],
  ])('F03 refuses %s (B135)', (_, value) => {
    expect(codeOf(() => read(value))).toBe('WRONG_TYPE');
  });

  test('F11 says at once what is wrong with several options, in options and lists below them too', () => {
    const check = () =>
      readOptions(
        'A',
        { port: 'x', names: ['a', 7, 8], other: { b: 1 }, surprise: 1, stranger: 2 },
        {
          port: integer(1, 2),
          names: listOf(text()),
          other: options({ b: bool }),
        },
      );
    const said = messageOf(check).split('\n');
    expect(said.map((line) => /A\.[\w.[\]]*/.exec(line)?.[0])).toEqual([
      'A.surprise',
      'A.stranger',
      'A.port',
      'A.names[1]',
      'A.names[2]',
      'A.other.b',
    ]);
  });

  test('names a required option that is missing', () => {
    expect(refusalOf(() => read({}))).toMatchObject({ code: 'MISSING_OPTION', option: 'A.authorizer' });
    expect(codeOf(() => read(undefined))).toBe('MISSING_OPTION');
  });

  test('takes nothing at all for no options', () => {
    expect(readOptions('A', undefined, { b: optional(bool) })).toEqual({});
  });

  test('does not follow a circle (B136)', () => {
    const circle: Record<string, unknown> = {};
    circle.authorizer = circle;
    expect(codeOf(() => read(circle))).toBe('WRONG_TYPE');
  });
});

describe('nested options', () => {
  const nested = options<Props>(SHAPE);

  test('F02 are as strict, and named by their path', () => {
    expect(refusalOf(() => nested({ authorizer: 'a', b: 1 }, 'A.tls'))).toMatchObject({
      code: 'UNKNOWN_OPTION',
      option: 'A.tls.b',
    });
    expect(nested({ authorizer: 'a' }, 'A.tls')).toEqual({ authorizer: 'a' });
  });

  test('are missing where nothing is given', () => {
    expect(codeOf(() => nested(undefined, 'A.tls'))).toBe('MISSING_OPTION');
  });
});

describe('optional', () => {
  test('F03 accepts what is left out, and does not take null for that', () => {
    expect(optional(bool)(undefined, 'A.b')).toBeUndefined();
    expect(codeOf(() => optional(bool)(null, 'A.b'))).toBe('WRONG_TYPE');
  });
});

describe('text', () => {
  test.each([1, null, {}, ['a'], true, 1n, Symbol('a'), () => 'a', new Date(0), Buffer.from('a'), new String('a')])(
    'F03 refuses %p (B20 B138)',
    (value) => {
      expect(codeOf(() => text()(value, 'A.b'))).toBe('WRONG_TYPE');
    },
  );

  test('refuses a value that cdk8s would only know later (B141)', () => {
    expect(codeOf(() => text()(Lazy.any({ produce: () => 'a' }), 'A.b'))).toBe('WRONG_TYPE');
  });

  test('F10 refuses a megabyte (B140)', () => {
    expect(codeOf(() => text()('a'.repeat(1_000_000), 'A.b'))).toBe('OUT_OF_RANGE');
  });

  test('is as strict as the text itself must be', () => {
    expect(codeOf(() => text()('a\nb', 'A.b'))).toBe('UNSAFE_TEXT');
    expect(codeOf(() => text()(undefined, 'A.b'))).toBe('MISSING_OPTION');
    expect(text()('a', 'A.b')).toBe('a');
  });
});

describe('matching', () => {
  const check = matching(/^\d+$/, 'digits', 'Write digits.');

  test('accepts what the pattern describes and refuses the rest', () => {
    expect(check('12', 'A.b')).toBe('12');
    expect(refusalOf(() => check('1x', 'A.b'))).toMatchObject({
      code: 'INVALID_VALUE',
      expected: 'digits',
      fix: 'Write digits.',
    });
  });

  test('K15 refuses a line break behind what the pattern describes', () => {
    expect(codeOf(() => check('12\n', 'A.b'))).toBe('UNSAFE_TEXT');
  });
});

describe('bool', () => {
  test.each(['false', 'true', 0, 1, null, [], {}])('F03 never takes %p for true or false (B49)', (value) => {
    expect(codeOf(() => bool(value, 'A.b'))).toBe('WRONG_TYPE');
  });

  test('accepts true and false', () => {
    expect([bool(true, 'A.b'), bool(false, 'A.b')]).toEqual([true, false]);
    expect(codeOf(() => bool(undefined, 'A.b'))).toBe('MISSING_OPTION');
  });
});

describe('integer', () => {
  const port = integer(1, 65_535);

  test.each([0, 65_536, 7233.5, Number.NaN, Number.POSITIVE_INFINITY, -1, 2 ** 53])('refuses %p (B59 B71)', (value) => {
    expect(codeOf(() => port(value, 'A.port'))).toBe('OUT_OF_RANGE');
  });

  test('refuses what is beyond exact whole numbers even where the bounds allow it (B59)', () => {
    expect(codeOf(() => integer(0, Number.MAX_VALUE)(2 ** 53, 'A.b'))).toBe('OUT_OF_RANGE');
  });

  test.each(['7233', null, 7233n, [7233]])('F03 refuses %p (B71)', (value) => {
    expect(codeOf(() => port(value, 'A.port'))).toBe('WRONG_TYPE');
  });

  test('accepts both bounds', () => {
    expect([port(1, 'A.port'), port(65_535, 'A.port')]).toEqual([1, 65_535]);
    expect(codeOf(() => port(undefined, 'A.port'))).toBe('MISSING_OPTION');
  });

  test('accepts -0 as 0, which is written as another text', () => {
    expect(Object.is(integer(0, 1)(-0, 'A.b'), 0)).toBe(true);
  });
});

describe('duration', () => {
  const check = duration(Duration.seconds(10), Duration.hours(24));

  test.each(['1d', '1w', '1y', '-1h', '0s', '1h30', '1 h', 'h1', '', '∞', '1e3h', '9999999h'])(
    'A08 refuses the text %j, which Go and cdk8s read differently (B55 B56 B57 B58 B60)',
    (value) => {
      expect(codeOf(() => check(value, 'A.d'))).toBe('WRONG_TYPE');
    },
  );

  test.each([60, 0, Number.NaN, null, { amount: 1 }])('A08 refuses %p, which has no unit (B56)', (value) => {
    expect(codeOf(() => check(value, 'A.d'))).toBe('WRONG_TYPE');
  });

  test.each([
    ['nothing', Duration.seconds(0)],
    ['too little', Duration.seconds(9)],
    ['too much', Duration.seconds(86_401)],
    ['a part of a second (B59)', Duration.millis(10_500)],
    ['NaN (B59)', Duration.seconds(Number.NaN)],
    ['Infinity (B59)', Duration.days(Number.POSITIVE_INFINITY)],
    ['more than Go can hold (B60)', Duration.hours(9_999_999)],
  ])('A07 refuses %s (B57)', (_, value) => {
    expect(codeOf(() => check(value, 'A.d'))).toBe('OUT_OF_RANGE');
  });

  test('accepts both bounds, in any unit', () => {
    expect(check(Duration.millis(10_000), 'A.d').toSeconds()).toBe(10);
    expect(check(Duration.days(1), 'A.d').toSeconds()).toBe(86_400);
    expect(codeOf(() => check(undefined, 'A.d'))).toBe('MISSING_OPTION');
  });
});

describe('instanceOf', () => {
  class Choice {
    public static readonly ONE = new Choice();
    private constructor() {}
  }
  const check = instanceOf(Choice, 'a Choice');

  test('accepts an instance', () => {
    expect(check(Choice.ONE, 'A.c')).toBe(Choice.ONE);
  });

  test.each(['ONE', {}, null, Choice])('F03 refuses %p', (value) => {
    expect(codeOf(() => check(value, 'A.c'))).toBe('WRONG_TYPE');
  });

  test('F07 refuses a megabyte made to slow the message down (B140)', () => {
    const slow = `//${':'.repeat(1_000_000)}`;
    expect(codeOf(() => check(slow, 'A.c'))).toBe('WRONG_TYPE');
  });

  test('names the option that is missing', () => {
    expect(codeOf(() => check(undefined, 'A.c'))).toBe('MISSING_OPTION');
  });
});

describe('oneOf', () => {
  const check = oneOf(['Owner', 'Orphan'], 'a policy');

  test('accepts each value', () => {
    expect([check('Owner', 'A.p'), check('Orphan', 'A.p')]).toEqual(['Owner', 'Orphan']);
  });

  test('F03 refuses others, and names the one that was meant', () => {
    expect(refusalOf(() => check('owner', 'A.p'))).toMatchObject({
      code: 'INVALID_VALUE',
      expected: 'a policy: Owner, Orphan',
    });
    expect(refusalOf(() => check('Ownr', 'A.p')).fix).toContain('Did you mean "Owner"?');
    expect(codeOf(() => check('constructor', 'A.p'))).toBe('INVALID_VALUE');
  });

  test('F03 refuses what is not a text', () => {
    expect(codeOf(() => check(['Owner'], 'A.p'))).toBe('WRONG_TYPE');
    expect(codeOf(() => check(undefined, 'A.p'))).toBe('MISSING_OPTION');
  });
});

describe('listOf', () => {
  const check = listOf(text());

  test('returns a frozen copy', () => {
    const given = ['a', 'b'];
    const result = check(given, 'A.l');
    given.push('c');
    expect(result).toEqual(['a', 'b']);
    expect(Object.isFrozen(result)).toBe(true);
  });

  test('F03 never takes a text for the list of its letters (B35)', () => {
    expect(codeOf(() => check('default', 'A.l'))).toBe('WRONG_TYPE');
  });

  test.each([[new Set(['a'])], [{ 0: 'a', length: 1 }], [null], [1]])('F03 refuses %p', (value) => {
    expect(codeOf(() => check(value, 'A.l'))).toBe('WRONG_TYPE');
  });

  test.each([
    // biome-ignore lint/suspicious/noSparseArray: this is what is refused
    ['a hole', ['a', , 'b'], 'WRONG_TYPE', 'A.l[1]'],
    ['undefined', [undefined], 'WRONG_TYPE', 'A.l[0]'],
    ['null', ['a', null], 'WRONG_TYPE', 'A.l[1]'],
  ])('F11 refuses %s and names its place (B137)', (_, value, code, option) => {
    expect(refusalOf(() => check(value, 'A.l'))).toMatchObject({ code, option });
  });

  test('F11 says of a name that does not exist that it is misspelt, not that an option is missing', () => {
    const permissions: Record<string, string> = { READ: 'r' };
    for (const call of [
      () => check([permissions.READ, permissions.REED], 'A.l'),
      () => mapOf(text())({ a: permissions.REED }, 'A.l'),
    ]) {
      expect(refusalOf(call)).toMatchObject({
        value: 'undefined',
        fix: expect.stringContaining('a misspelt constant'),
      });
    }
  });

  test('F10 refuses more items than are allowed before it looks at them', () => {
    const item = jest.fn();
    expect(codeOf(() => listOf(item, 2)([1, 2, 3], 'A.l'))).toBe('OUT_OF_RANGE');
    expect(item).not.toHaveBeenCalled();
  });

  test('does not follow a circle (B136)', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(codeOf(() => check(circle, 'A.l'))).toBe('WRONG_TYPE');
  });

  test('names the option that is missing', () => {
    expect(codeOf(() => check(undefined, 'A.l'))).toBe('MISSING_OPTION');
  });
});

describe('mapOf', () => {
  const check = mapOf(text());

  test('accepts keys that are names of the language, as data (B21)', () => {
    expect([...check({ constructor: 'a', toString: 'b' }, 'A.m')]).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
    ]);
  });

  test('F01 refuses __proto__ (B132)', () => {
    expect(codeOf(() => check(JSON.parse('{"__proto__":"a"}'), 'A.m'))).toBe('UNSAFE_KEY');
  });

  test('F11 checks keys as texts, and values by their own check, and names them', () => {
    expect(codeOf(() => check({ 'a\nb': 'c' }, 'A.m'))).toBe('UNSAFE_TEXT');
    expect(refusalOf(() => check({ a: 1 }, 'A.m'))).toMatchObject({ code: 'WRONG_TYPE', option: 'A.m.a' });
  });

  test('F03 refuses a Map, whose content it would not see (B135)', () => {
    expect(codeOf(() => check(new Map([['a', 'b']]), 'A.m'))).toBe('WRONG_TYPE');
    expect(codeOf(() => check(undefined, 'A.m'))).toBe('MISSING_OPTION');
  });
});

describe('unique', () => {
  const check = unique(listOf(text()), (item) => item.toLowerCase());

  test('refuses what stands twice, by its key, and names both places', () => {
    const refused = refusalOf(() => check(['a', 'b', 'A'], 'A.l'));
    expect(refused).toMatchObject({ code: 'DUPLICATE_VALUE', option: 'A.l[2]' });
    expect(refused.fix).toContain('A.l[0]');
  });

  test('accepts a list without repetitions', () => {
    expect(check(['a', 'b'], 'A.l')).toEqual(['a', 'b']);
  });
});

describe('nonEmpty', () => {
  const check = nonEmpty(listOf(text()), 'Name one: an empty list means all.');

  test('G11 refuses an empty list and says what it would mean', () => {
    expect(refusalOf(() => check([], 'A.l'))).toMatchObject({
      code: 'EMPTY_LIST',
      fix: 'Name one: an empty list means all.',
    });
  });

  test('accepts a list with an item', () => {
    expect(check(['a'], 'A.l')).toEqual(['a']);
  });
});

function messageOf(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

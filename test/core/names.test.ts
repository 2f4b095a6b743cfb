import * as fc from 'fast-check';
import { AuthErrors } from '../../src/core/auth-errors';
import { dataKey, derivedName, labelName, namespaceName, subdomainName } from '../../src/core/names';
import { codeOf, refusalOf } from '../support/refusal';

const INVALID = [
  ['an upper-case letter (B02)', 'Temporal', 'INVALID_NAME'],
  ['an underscore (B03)', 'my_app', 'INVALID_NAME'],
  ['a hyphen in front (B04)', '-a', 'INVALID_NAME'],
  ['a hyphen behind (B04)', 'a-', 'INVALID_NAME'],
  ['a blank (B08)', 'a b', 'INVALID_NAME'],
  ['a tab (B08)', 'a\tb', 'UNSAFE_TEXT'],
  ['a line break (B09)', 'a\nkind: Secret', 'UNSAFE_TEXT'],
  ['a line break at the end', 'a\n', 'UNSAFE_TEXT'],
  ['NUL (B10)', 'a\u0000b', 'UNSAFE_TEXT'],
  ['a Cyrillic letter (B11)', 'temp\u043eral', 'INVALID_NAME'],
  ['a zero-width blank (B12)', 'a\u200bb', 'UNSAFE_TEXT'],
  ['a slash (B13)', 'a/b', 'INVALID_NAME'],
  ['a path (B13)', '../x', 'INVALID_NAME'],
  ['a template (B14)', '{{ env "HOME" }}', 'UNSAFE_TEXT'],
  ['no character (B01)', '', 'INVALID_VALUE'],
  ['__proto__ (B21)', '__proto__', 'INVALID_NAME'],
] as const;

const NO_TEXT = [123, null, {}, ['a'], true, () => 'a', Symbol('a'), 1n, new Date(0), Buffer.from('a')];

describe.each([
  ['labelName', labelName],
  ['subdomainName', subdomainName],
  ['namespaceName', namespaceName],
])('%s', (_, check) => {
  test.each(INVALID)('K15 K16 refuses %s', (__, name, code) => {
    expect(codeOf(() => check(name, 'A.name'))).toBe(code);
  });

  test.each(NO_TEXT)('refuses what is not a text (B20 B138): %p', (value) => {
    expect(codeOf(() => check(value, 'A.name'))).toBe('WRONG_TYPE');
  });

  test('refuses nothing at all as missing', () => {
    expect(codeOf(() => check(undefined, 'A.name'))).toBe('MISSING_OPTION');
  });

  test.each(['a', '0', 'constructor', 'a-b', 'to--string'])('accepts "%s" (B21)', (name) => {
    expect(check(name, 'A.name')).toBe(name);
  });

  test('K15 lets nothing through but small letters, digits, hyphens and dots', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-zA-Z0-9._-]{1,70}$/)),
        (name) => {
          try {
            check(name, 'A.name');
          } catch {
            return;
          }
          expect(name).toMatch(/^[a-z0-9.-]{1,253}$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a name', () => {
  test('is advised to be lower case', () => {
    expect(refusalOf(() => labelName('Temporal', 'A.name')).fix).toBe(
      'Write it in lower case, with "-" for other characters: "temporal".',
    );
  });

  test('is advised to have hyphens for underscores', () => {
    expect(refusalOf(() => labelName('my_app', 'A.name')).fix).toBe(
      'Write it in lower case, with "-" for other characters: "my-app".',
    );
  });

  test('is shown escaped where a letter only looks right, and the advice says so', () => {
    const refused = refusalOf(() => labelName('temp\u043eral', 'A.name'));
    expect(refused.value).toBe('"temp\\u{43e}ral"');
    expect(refused.fix).toContain('not ASCII');
  });

  test('F07 is not repeated in the advice where it looks like a secret', () => {
    const secret = `ghp_${'aB3'.repeat(12)}`;
    const refused = refusalOf(() => labelName(secret, 'A.name'));
    expect(JSON.stringify(refused).toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe('labelName', () => {
  test('K16 accepts 63 characters and refuses 64 (B06)', () => {
    expect(labelName('a'.repeat(63), 'A.name')).toHaveLength(63);
    expect(codeOf(() => labelName('a'.repeat(64), 'A.name'))).toBe('INVALID_NAME');
  });

  test('refuses a dot', () => {
    expect(codeOf(() => labelName('a.b', 'A.name'))).toBe('INVALID_NAME');
  });
});

describe('subdomainName', () => {
  test('K16 accepts 253 characters and refuses 254 (B07)', () => {
    expect(subdomainName('a'.repeat(253), 'A.name')).toHaveLength(253);
    expect(codeOf(() => subdomainName('a'.repeat(254), 'A.name'))).toBe('INVALID_NAME');
  });

  test.each(['a..b', '.a', 'a.', 'a.-b', 'a-.b'])('refuses "%s" (B05)', (name) => {
    expect(codeOf(() => subdomainName(name, 'A.name'))).toBe('INVALID_NAME');
  });

  test('accepts labels joined by dots', () => {
    expect(subdomainName('a.b-c.d', 'A.name')).toBe('a.b-c.d');
  });
});

describe('namespaceName', () => {
  test.each(['kube-system', 'kube-public', 'kube-node-lease'])('K17 refuses %s (B16)', (name) => {
    expect(codeOf(() => namespaceName(name, 'A.name'))).toBe('RESERVED_NAMESPACE');
  });

  test('accepts a namespace that only begins like one of the system', () => {
    expect(namespaceName('kubernetes-apps', 'A.name')).toBe('kubernetes-apps');
  });
});

describe('dataKey', () => {
  test.each(['a b', 'a:b', 'a/b', 'a\u200bb', '.', '..', '..data', 'a'.repeat(254)])('K16 refuses %j (B22)', (key) => {
    expect(['INVALID_NAME', 'UNSAFE_TEXT']).toContain(codeOf(() => dataKey(key, 'A.key')));
  });

  test('F01 refuses __proto__, which a JavaScript object would lose (B21)', () => {
    expect(codeOf(() => dataKey('__proto__', 'A.key'))).toBe('UNSAFE_KEY');
  });

  test.each(['tls.crt', '.hidden', 'A_b-c', 'constructor', 'a..b', 'a'.repeat(253)])('accepts %j', (key) => {
    expect(dataKey(key, 'A.key')).toBe(key);
  });
});

describe('derivedName', () => {
  test('joins its parts by hyphens', () => {
    expect(derivedName(['temporal', 'frontend'], 'A.name')).toBe('temporal-frontend');
  });

  test('K16 refuses a name that became too long, and never cuts it', () => {
    expect(codeOf(() => derivedName(['a'.repeat(40), 'b'.repeat(40)], 'A.name'))).toBe('INVALID_NAME');
  });
});

describe('the name that a refusal advises', () => {
  test.each([
    ['Payments_Worker', 'payments-worker'],
    ['Payments.Worker', 'payments-worker'],
    ['payments worker!', 'payments-worker'],
    ['_payments', 'payments'],
  ])('F11 in the place of %s is one', (name, fitting) => {
    expect(refusalOf(() => labelName(name, 'A.b')).fix).toContain(`"${fitting}"`);
  });

  test.each([
    ['a label', labelName],
    ['a subdomain', subdomainName],
  ])('F11 is taken as %s, whatever was given', (_, check) => {
    const advised: string[] = [];
    const any = fc.string({ unit: 'binary-ascii', maxLength: 70 });
    const mendable = fc.stringMatching(/^[A-Z][a-z_ .]{0,70}[a-z]$/);
    fc.assert(
      fc.property(fc.oneof(any, mendable), (name) => {
        advised.push(...(/characters: "([^"]*)"/.exec(fixOf(() => check(name, 'A.b')))?.slice(1) ?? []));
      }),
    );
    expect(advised.length).toBeGreaterThan(10);
    for (const name of advised) expect(check(name, 'A.b')).toBe(name);
  });
});

function fixOf(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return AuthErrors.details(error)?.fix ?? '';
  }
}

import * as fc from 'fast-check';
import { ADMIN, RESOURCES } from '../../src/access/catalogue/api-catalogue';
import { LEVELS } from '../../src/access/catalogue/api-row';
import { permissionText } from '../../src/access/permission-grammar';
import { temporalNamespaceName } from '../../src/access/temporal-namespace-name';
import { codeOf, refusalOf } from '../support/refusal';

const read = (value: unknown) => temporalNamespaceName(value, 'name');

describe('the name of a Temporal namespace', () => {
  test.each(['default', 'payments', 'Payments', 'prod-eu', 'a', '7', 'payments.eu_1', 'a--b', 'constructor'])(
    '%s is taken as it stands',
    (name) => {
      expect(read(name)).toBe(name);
    },
  );

  test.each([
    ['a b', 'INVALID_TEMPORAL_NAMESPACE'],
    ['prod:eu', 'INVALID_TEMPORAL_NAMESPACE'],
    ['prod/eu', 'INVALID_TEMPORAL_NAMESPACE'],
    ['../prod', 'INVALID_TEMPORAL_NAMESPACE'],
    ['-prod', 'INVALID_TEMPORAL_NAMESPACE'],
    ['prod-', 'INVALID_TEMPORAL_NAMESPACE'],
    ['a|b', 'INVALID_TEMPORAL_NAMESPACE'],
    ['a`b', 'INVALID_TEMPORAL_NAMESPACE'],
    ['__proto__', 'INVALID_TEMPORAL_NAMESPACE'],
    ['a\nb', 'UNSAFE_TEXT'],
    ['{{ env "HOME" }}', 'UNSAFE_TEXT'],
    ['a\u200bb', 'UNSAFE_TEXT'],
    ['\ud800', 'UNSAFE_TEXT'],
    [undefined, 'MISSING_OPTION'],
    [null, 'WRONG_TYPE'],
    [7, 'WRONG_TYPE'],
    [['default'], 'WRONG_TYPE'],
  ])('F03 %j is refused with %s', (name, code) => {
    expect(codeOf(() => read(name))).toBe(code);
  });

  test('without a character is refused (B25)', () => {
    expect(codeOf(() => read(''))).toBe('INVALID_VALUE');
  });

  test.each([' default', 'default '])('%j is refused, and not trimmed to what it looks like (B26)', (name) => {
    expect(codeOf(() => read(name))).toBe('INVALID_VALUE');
  });

  test('J13 a colon is refused: a token splits at the first one (B28)', () => {
    expect(refusalOf(() => read('prod:eu')).fix).toContain('first ":"');
  });

  test.each(['temp\u043eral', 'b\u00fccher', 'cafe\u0301', '\uff50ayments'])(
    'G09 %j is refused as not ASCII',
    (name) => {
      expect(refusalOf(() => read(name))).toMatchObject({
        code: 'INVALID_TEMPORAL_NAMESPACE',
        fix: expect.stringContaining('not ASCII'),
      });
    },
  );

  test('1000 characters are taken, which is what the server takes, and 1001 are not (B27)', () => {
    expect(read('n'.repeat(1000))).toHaveLength(1000);
    expect(codeOf(() => read('n'.repeat(1001)))).toBe('OUT_OF_RANGE');
  });

  test.each(['temporal-system', 'Temporal-System', 'TEMPORAL-SYSTEM', 'system', 'System'])(
    'G16 %s is refused: the system is never named as a namespace (B30 B31)',
    (name) => {
      expect(refusalOf(() => read(name))).toMatchObject({
        code: 'INVALID_TEMPORAL_NAMESPACE',
        fix: expect.stringContaining('system scope'),
      });
    },
  );

  test.each(['temporal', 'worker', ...LEVELS, ...RESOURCES, 'temporal-payments', 'temporal-systems', 'systems'])(
    'G07 %s is taken: the server takes it, and a permission is never read from a claim (B29)',
    (name) => {
      expect(read(name)).toBe(name);
      for (const level of LEVELS) {
        const claim = `${name}:${level}`;
        if (claim !== ADMIN) expect(codeOf(() => permissionText(claim, 'text'))).toBe('INVALID_PERMISSION');
      }
    },
  );

  test.each(['*', 'prod-*', '**'])('G10 %s is refused, with the way to say all (B33)', (name) => {
    expect(refusalOf(() => read(name)).fix).toContain('TemporalNamespaces.all()');
  });

  test('J13 what is taken survives the way through a claim', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.constantFrom(...LEVELS), (name, level) => {
        try {
          read(name);
        } catch {
          return;
        }
        const claim = `${name}:${level}`;
        const split = claim.indexOf(':');
        expect([claim.slice(0, split), claim.slice(split + 1)]).toEqual([name, level]);
      }),
      { numRuns: 300 },
    );
  });
});

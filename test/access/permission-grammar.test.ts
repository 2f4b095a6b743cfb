import * as fc from 'fast-check';
import { PERMISSIONS, RESOURCES } from '../../src/access/catalogue/api-catalogue';
import { implies, permissionText } from '../../src/access/permission-grammar';
import { codeOf, refusalOf } from '../support/refusal';
import { anyPermission } from './builders';

const read = (value: unknown) => permissionText(value, 'permission');

describe('the grammar of permissions', () => {
  test.each(['temporal:workflow:start', 'temporal:workflow:*', 'temporal:admin', 'temporal:task-queue:read'])(
    '%s is read as it stands',
    (given) => {
      expect(read(given)).toBe(given);
    },
  );

  test('a resource with a star stands for all its actions (B37)', () => {
    expect(read('temporal:workflow:*')).toBe('temporal:workflow:*');
    expect(implies('temporal:workflow:*', 'temporal:workflow:start')).toBe(true);
  });

  test.each(['temporal:w*', 'temporal:work*:start', 'temporal:workflow:st*', 'temporal:workflow:*t'])(
    'G06 %s is refused: a star is no part of a word (B36)',
    (given) => {
      expect(codeOf(() => read(given))).toBe('INVALID_PERMISSION');
    },
  );

  test.each([
    'temporal:workflow:**',
    'temporal:*:start',
    'temporal:*:*',
    'temporal:*',
    'temporal:**',
    '*',
    '*:*',
    '*:workflow:start',
  ])('G06 %s is refused: a star is an action or nothing (B38)', (given) => {
    expect(codeOf(() => read(given))).toBe('INVALID_PERMISSION');
  });

  test.each([
    'temporal:workflow',
    'temporal:workflow:start:x',
    'temporal:workflow:start:',
    'temporal:admin:*',
    'workflow:start',
    'temporal',
    'temporal.workflow.start',
    'temporal:workflow:start,temporal:workflow:query',
    'temporal: workflow:start',
  ])('%s is refused: not three parts (B39)', (given) => {
    expect(codeOf(() => read(given))).toBe('INVALID_PERMISSION');
  });

  test.each(['temporal::start', 'temporal:workflow:', ':workflow:start', ':admin', 'a:', ':', '::'])(
    '%s is refused: a part without a character (B40)',
    (given) => {
      expect(codeOf(() => read(given))).toBe('INVALID_PERMISSION');
    },
  );

  test.each([
    'development:workflow:start',
    'temporal:payments:start',
    'temporal:workflows:start',
    'temporal:payments:admin',
  ])('G07 %s is refused: a Temporal namespace is never part of a permission', (given) => {
    expect(codeOf(() => read(given))).toBe('INVALID_PERMISSION');
  });

  test('G08 another case is refused, and the right one is shown (B41)', () => {
    expect(refusalOf(() => read('TEMPORAL:Workflow:Start'))).toMatchObject({
      code: 'INVALID_PERMISSION',
      fix: 'Write it in lower case: "temporal:workflow:start".',
    });
    expect(refusalOf(() => read('Temporal:Workflow:Strat')).fix).toMatch(/^Did you mean "temporal:workflow:start"/);
  });

  test('a mistyped action gets the nearest that exists (B42)', () => {
    expect(refusalOf(() => read('temporal:workflow:strat')).fix).toContain('Did you mean "temporal:workflow:start"?');
  });

  test('a mistyped resource gets the nearest that exists', () => {
    expect(refusalOf(() => read('temporal:workfow:start')).fix).toContain('Did you mean "workflow"?');
  });

  test.each([
    ['default:writer', 'TemporalNamespaces.of("default")', '"write"'],
    ['default:reader', 'TemporalNamespaces.of("default")', '"read"'],
    ['system:admin', 'TemporalNamespaces.all()', ''],
    ['temporal-system:admin', 'TemporalNamespaces.all()', ''],
    [':admin', 'TemporalNamespaces.all()', ''],
  ])('J10 %s is refused as the claim that it is, with the way to say it (B43)', (given, places, word) => {
    const { code, fix } = refusalOf(() => read(given));
    expect(code).toBe('INVALID_PERMISSION');
    expect(fix).toContain(places);
    expect(fix).toContain(word);
  });

  test.each([
    [undefined, 'MISSING_OPTION'],
    [null, 'WRONG_TYPE'],
    [7, 'WRONG_TYPE'],
    [['temporal:admin'], 'WRONG_TYPE'],
    [{ toString: () => 'temporal:admin' }, 'WRONG_TYPE'],
    ['', 'INVALID_VALUE'],
    [' temporal:admin', 'INVALID_VALUE'],
    ['temporal:admin\n', 'UNSAFE_TEXT'],
    ['temporal:workflow:start\u200b', 'UNSAFE_TEXT'],
    ['temporal:w\u043erkflow:start', 'INVALID_PERMISSION'],
    ['temporal:workflow:__proto__', 'INVALID_PERMISSION'],
    ['temporal:constructor:start', 'INVALID_PERMISSION'],
  ])('F03 G09 %j is refused with %s', (given, code) => {
    expect(codeOf(() => read(given))).toBe(code);
  });

  test('G07 no text but the permissions themselves is read', () => {
    const segment = fc.oneof(fc.constantFrom('temporal', 'admin', '*', '', ...RESOURCES), fc.string({ maxLength: 5 }));
    const grammar = new Set([...PERMISSIONS, ...RESOURCES.map((resource) => `temporal:${resource}:*`)]);
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), (segments) => {
        const given = segments.join(':');
        fc.pre(!grammar.has(given));
        expect(['INVALID_PERMISSION', 'INVALID_VALUE', 'UNSAFE_TEXT']).toContain(codeOf(() => read(given)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a permission implies', () => {
  test.each([
    ['temporal:workflow:start', 'temporal:workflow:start', true],
    ['temporal:workflow:start', 'temporal:workflow:query', false],
    ['temporal:workflow:update', 'temporal:workflow:update-options', false],
    ['temporal:workflow:update-options', 'temporal:workflow:update', false],
    ['temporal:task:respond', 'temporal:task:respond-by-id', false],
    ['temporal:task:heartbeat', 'temporal:worker:heartbeat', false],
    ['temporal:workflow:*', 'temporal:workflow:start', true],
    ['temporal:workflow:*', 'temporal:workflow-rule:create', false],
    ['temporal:workflow-rule:*', 'temporal:workflow:start', false],
    ['temporal:worker:*', 'temporal:worker:shutdown', true],
    ['temporal:worker:*', 'temporal:worker-deployment:delete', false],
    ['temporal:worker:*', 'temporal:worker-versioning:update', false],
    ['temporal:task:*', 'temporal:task-queue:update', false],
    ['temporal:task:*', 'temporal:task:poll', true],
    ['temporal:cluster:*', 'temporal:remote-cluster:add', false],
    ['temporal:namespace:*', 'temporal:admin', false],
    ['temporal:cluster:*', 'temporal:admin', false],
    ['temporal:admin', 'temporal:workflow:start', true],
    ['temporal:admin', 'temporal:cluster:read', true],
    ['temporal:admin', 'temporal:admin', true],
    ['temporal:workflow:start', 'temporal:admin', false],
  ])('G06 %s and %s: %s', (held, needed, expected) => {
    expect(implies(held, needed)).toBe(expected);
  });

  test('G06 a wildcard implies exactly the permissions whose resource is the same', () => {
    fc.assert(
      fc.property(anyPermission, fc.constantFrom(...PERMISSIONS), (held, needed) => {
        const [, resource, action] = held.split(':');
        const sameResource = needed.split(':')[1] === resource && needed.split(':').length === 3;
        expect(implies(held, needed)).toBe(
          held === needed || held === 'temporal:admin' || (action === '*' && sameResource),
        );
      }),
      { numRuns: 200 },
    );
  });
});

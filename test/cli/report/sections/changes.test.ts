import { changesSection } from '../../../../src/cli/report/sections/changes';
import type { Difference } from '../../../../src/enforcement/policy/diff';
import { HOSTILE } from '../../../support/reported-program';
import { textOf } from '../../../support/text-of';

const gained = (permission: string, place: string, more: Partial<Difference> = {}): Difference => ({
  subject: `user ${HOSTILE}`,
  permission,
  place,
  change: 'wider',
  before: 'denied',
  after: 'allowed',
  ...more,
});
const rowsOf = (...differences: Difference[]) =>
  changesSection('part-1', differences).markup.split('<tr ').slice(2).map(textOf);

describe('what changes', () => {
  test('is a row for what changes alike in the same places', () => {
    const rows = rowsOf(
      gained('temporal:workflow:list', 'orders'),
      gained('temporal:workflow:list', 'payments'),
      gained('temporal:workflow:read', 'orders'),
      gained('temporal:workflow:read', 'payments'),
      gained('temporal:workflow:start', 'orders'),
      gained('temporal:workflow:start', 'payments', { change: 'narrower', before: 'allowed', after: 'denied' }),
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain(`user ${HOSTILE} + more temporal:workflow: list , read orders payments denied allowed`);
    expect(rows[1]).toContain('+ more temporal:workflow: start orders denied allowed');
    expect(rows[2]).toContain('− less temporal:workflow: start payments allowed denied');
  });

  test('is said where it is nothing', () => {
    expect(textOf(changesSection('part-1', []).markup)).toContain('Nobody may do more or less.');
  });

  test('F15 holds every text as text', () => {
    expect(changesSection('part-1', [gained('temporal:admin', 'orders')]).markup).not.toContain('<script');
  });
});

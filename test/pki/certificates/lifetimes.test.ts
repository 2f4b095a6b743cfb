import { Duration } from 'cdk8s';
import {
  authorityLifetime,
  certificateLifetimes,
  lifetimeOf,
  requireOutlives,
} from '../../../src/pki/certificates/lifetimes';
import { rolesOf } from '../../../src/pki/model/certificate-role';
import { PURPOSES } from '../../../src/pki/model/purpose';
import { codeOf, refusalOf } from '../../support/refusal';

const DAY = 86_400;
const read = (lifetime: unknown) => certificateLifetimes({ service: lifetime }, 'MtlsPki.lifetimes');

describe('the lifetime of a certificate', () => {
  test.each(PURPOSES.flatMap(rolesOf))('is 90 days for %s, renewed at two thirds', (role) => {
    expect(lifetimeOf(role, {})).toEqual({ durationSeconds: 90 * DAY, renewBeforeSeconds: 30 * DAY });
  });

  test.each([
    ['internode', 'internode'],
    ['frontend', 'frontend'],
    ['ui', 'ui'],
    ['commandLine', 'command-line'],
    ['person', 'person'],
    ['service', 'service'],
    ['databaseClient', 'database-client'],
  ] as const)('asked for as %s goes to the %s certificate and no other', (option, role) => {
    const lifetimes = { [option]: { duration: Duration.days(10), renewBefore: Duration.days(4) } };
    expect(lifetimeOf(role, lifetimes)).toEqual({ durationSeconds: 10 * DAY, renewBeforeSeconds: 4 * DAY });
    for (const other of PURPOSES.flatMap(rolesOf).filter((candidate) => candidate !== role)) {
      expect(lifetimeOf(other, lifetimes).durationSeconds).toBe(90 * DAY);
    }
  });

  test('is renewed a third before its end where only its duration is given', () => {
    const lifetimes = read({ duration: Duration.hours(1) });
    expect(lifetimeOf('service', lifetimes)).toEqual({ durationSeconds: 3600, renewBeforeSeconds: 1200 });
  });

  test.each([
    ['P29 30 minutes', { duration: Duration.minutes(30) }, 'OUT_OF_RANGE'],
    [
      'P29 a renewal 4 min 59 s before the end',
      { duration: Duration.days(1), renewBefore: Duration.seconds(299) },
      'OUT_OF_RANGE',
    ],
    [
      'P29 a renewal at the beginning',
      { duration: Duration.days(1), renewBefore: Duration.days(1) },
      'INVALID_LIFETIME',
    ],
    [
      'P29 a renewal before the beginning',
      { duration: Duration.days(1), renewBefore: Duration.days(2) },
      'INVALID_LIFETIME',
    ],
    ['P18 26 years', { duration: Duration.days(26 * 365) }, 'OUT_OF_RANGE'],
    ['a number', { duration: 60 }, 'WRONG_TYPE'],
    ['a renewal in percent as well', { duration: Duration.days(1), renewBeforePercentage: 50 }, 'UNKNOWN_OPTION'],
    ['no duration', {}, 'MISSING_OPTION'],
  ])('%s is refused', (_what, lifetime, code) => {
    expect(codeOf(() => read(lifetime))).toBe(code);
  });

  test('P29 the shortest that cert-manager takes is taken', () => {
    expect(() => read({ duration: Duration.hours(1), renewBefore: Duration.minutes(5) })).not.toThrow();
  });
});

describe('the lifetime of an authority', () => {
  test.each([3600, 3601, 10 * 365 * DAY])(
    'P08 of %s seconds ends after everything that it signs until it is renewed',
    (seconds) => {
      const authority = authorityLifetime(seconds);
      const longestSigned = Math.floor(seconds / 2);
      expect(() =>
        requireOutlives(authority, { durationSeconds: longestSigned, renewBeforeSeconds: 300 }, 'x', 'x'),
      ).not.toThrow();
      expect(authority.renewBeforeSeconds).toBeGreaterThanOrEqual(longestSigned);
      expect(authority.renewBeforeSeconds).toBeLessThan(authority.durationSeconds);
    },
  );

  test('P08 is refused where it is less than twice as long as what it signs', () => {
    const leaf = { durationSeconds: 51 * DAY, renewBeforeSeconds: DAY };
    const refusal = refusalOf(() =>
      requireOutlives(authorityLifetime(100 * DAY), leaf, 'MtlsPki.clients.intermediateDuration', 'the ui certificate'),
    );
    expect(refusal.code).toBe('INVALID_LIFETIME');
    expect(refusal.option).toBe('MtlsPki.clients.intermediateDuration');
    expect(refusal.expected).toContain('the ui certificate, which lives for 1224 h');
  });
});

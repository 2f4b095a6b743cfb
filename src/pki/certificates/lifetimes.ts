import { Duration } from 'cdk8s';
import { refuse } from '../../core/errors';
import { type Check, duration, optional, options } from '../../core/guards';
import type { LifetimeModel } from '../model/certificate';
import { CERTIFICATE_ROLES, type CertificateRole } from '../model/certificate-role';

/** How long a certificate is valid, and when cert-manager renews it. */
export interface CertificateLifetime {
  /** From issuance to expiry; at least 1 hour, and at most half of the intermediate's where the hierarchy is self-signed. */
  readonly duration: Duration;
  /**
   * How long before expiry it is renewed; at least 5 minutes and less than the duration. Temporal must reload its files
   * well within this time.
   *
   * @default - a third of the duration
   */
  readonly renewBefore?: Duration;
}

/** How long the certificates of each role are valid. */
export interface CertificateLifetimes {
  /**
   * The certificate of the Temporal services among themselves.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly internode?: CertificateLifetime;
  /**
   * The certificate that the frontend shows.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly frontend?: CertificateLifetime;
  /**
   * The Web UI's certificate.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly ui?: CertificateLifetime;
  /**
   * The certificate of the pod that holds the command line.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly commandLine?: CertificateLifetime;
  /**
   * The certificates of people, who copy them by hand.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly person?: CertificateLifetime;
  /**
   * The certificates of services: workers and SDK clients.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly service?: CertificateLifetime;
  /**
   * The certificate that the Temporal server shows its database.
   *
   * @default - 90 days, renewed 30 days before expiry
   */
  readonly databaseClient?: CertificateLifetime;
}

/** cert-manager refuses less: `MinimumCertificateDuration` and `MinimumRenewBefore` of its API. */
const SHORTEST_DURATION = Duration.hours(1);
const SHORTEST_RENEW_BEFORE = Duration.minutes(5);
/** Longer than any key should be trusted. */
const LONGEST_DURATION = Duration.days(25 * 365);
const DEFAULT_LEAF_DURATION = Duration.days(90);

/** A duration that an authority's certificate may have. */
export const authorityDuration: Check<Duration> = duration(SHORTEST_DURATION, LONGEST_DURATION);

const lifetime: Check<CertificateLifetime> = (value, option) => {
  const read = options<CertificateLifetime>({
    duration: duration(SHORTEST_DURATION, LONGEST_DURATION),
    renewBefore: optional(duration(SHORTEST_RENEW_BEFORE, LONGEST_DURATION)),
  })(value, option);
  if (read.renewBefore !== undefined && read.renewBefore.toSeconds() >= read.duration.toSeconds()) {
    refuse('INVALID_LIFETIME', {
      option: `${option}.renewBefore`,
      value: read.renewBefore,
      expected: `less than the duration, ${read.duration.toHumanString()}`,
      fix: 'Leave it out for a third of the duration.',
    });
  }
  return read;
};

/** Reads the lifetimes of all roles. Throws `INVALID_LIFETIME`, `OUT_OF_RANGE`. */
export const certificateLifetimes: Check<CertificateLifetimes> = options<CertificateLifetimes>({
  internode: optional(lifetime),
  frontend: optional(lifetime),
  ui: optional(lifetime),
  commandLine: optional(lifetime),
  person: optional(lifetime),
  service: optional(lifetime),
  databaseClient: optional(lifetime),
});

/** The lifetime of a role's certificates: what the program asks for, or 90 days. */
export function lifetimeOf(role: CertificateRole, lifetimes: CertificateLifetimes): LifetimeModel {
  const { lifetime: option } = CERTIFICATE_ROLES[role];
  const asked = option && lifetimes[option];
  const durationSeconds = (asked?.duration ?? DEFAULT_LEAF_DURATION).toSeconds();
  return { durationSeconds, renewBeforeSeconds: asked?.renewBefore?.toSeconds() ?? Math.floor(durationSeconds / 3) };
}

/**
 * The lifetime of an authority's certificate. It is renewed at half its life and lives at least twice as long as what it
 * signs, so nothing that it signs outlives it: cert-manager's CA issuer signs whatever end it is asked for.
 */
export function authorityLifetime(durationSeconds: number): LifetimeModel {
  return { durationSeconds, renewBeforeSeconds: Math.ceil(durationSeconds / 2) };
}

/** Refuses an authority that what it signs could outlive. Throws `INVALID_LIFETIME`. */
export function requireOutlives(authority: LifetimeModel, signed: LifetimeModel, option: string, what: string): void {
  if (authority.durationSeconds >= 2 * signed.durationSeconds) return;
  refuse('INVALID_LIFETIME', {
    option,
    found: inHours(authority.durationSeconds),
    expected: `at least twice as long as ${what}, which lives for ${inHours(signed.durationSeconds)}`,
    fix: 'Let the authority live longer, or what it signs shorter.',
  });
}

function inHours(seconds: number): string {
  return `${seconds / 3600} h`;
}

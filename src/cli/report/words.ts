import { SubjectKind } from '../../access/subject';
import type { CertificateRole } from '../../pki/model/certificate-role';
import type { PlannedSigner } from '../../plan/planned-pki';

/** Where the certificates of an authority come from. */
export const AUTHORITY_KINDS: Readonly<Record<PlannedSigner['kind'], string>> = {
  'self-signed': 'made by cert-manager',
  issuer: 'an issuer that exists already',
  vault: 'Vault, asked by cert-manager',
  secrets: 'Secrets that somebody else fills',
  local: 'made in a certificate store',
  imported: 'imported into a certificate store',
};

/** Who holds a certificate of a role. */
export const HOLDERS: Readonly<Record<CertificateRole, string>> = {
  internode: "Temporal's services among themselves",
  frontend: 'shown by the frontend',
  ui: 'Web UI',
  'command-line': 'command line',
  person: 'person',
  service: 'service',
  'database-client': 'shown to the database',
  trust: 'held by nobody: its Secret carries the root',
};

/** What kind of caller a subject is. */
export const SUBJECTS: Readonly<Record<SubjectKind, string>> = {
  [SubjectKind.USER]: 'person',
  [SubjectKind.SERVICE]: 'service',
  [SubjectKind.OIDC_GROUP]: 'group',
};

const YEAR = 365 * 86_400;
const UNITS: ReadonlyArray<readonly [seconds: number, one: string]> = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** `90 days`, `36 hours`, `2.5 years`: in the largest unit of which it is a whole number, and in halves of years. */
export function span(seconds: number): string {
  if (seconds >= 2 * YEAR && seconds % (YEAR / 2) === 0) return `${seconds / YEAR} years`;
  const [size, unit] = UNITS.find(([size]) => seconds % size === 0) ?? [1, 'second'];
  return counted(seconds / size, unit);
}

/** `1 service`, `2 services`, `2 authorities`. */
export function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one.replace(/ty$/, 'tie')}s`}`;
}

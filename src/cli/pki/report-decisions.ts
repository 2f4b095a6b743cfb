import { table } from '../terminal';
import type { Action, Decision } from './decide';

/** What was, or is to be, done with a certificate, for machines. */
export interface ReportedCertificate {
  readonly store: string;
  readonly id: string;
  readonly kind: string;
  readonly action: Action;
  readonly reason: string;
  /** In ISO 8601; absent where there is no certificate. */
  readonly notBefore?: string;
  /** In ISO 8601; absent where there is no certificate. */
  readonly notAfter?: string;
  /** Of the certificate, in lower-case hexadecimal digits; absent where there is none. */
  readonly sha256?: string;
}

const WORDS: Readonly<Record<Action, readonly [done: string, planned: string]>> = {
  issue: ['issued', 'would issue'],
  renew: ['renewed', 'would renew'],
  import: ['imported', 'would import'],
  keep: ['good', 'good'],
  todo: ['TO DO', 'TO DO'],
};

/** A store's decisions as data, with the dates of the certificates that it holds now. */
export function reportOf(store: string, decisions: readonly Decision[]): ReportedCertificate[] {
  return decisions.map(({ compared: { planned, facts }, action, reason }) => ({
    store,
    id: planned.id,
    kind: planned.profile.kind,
    action,
    reason,
    notBefore: facts?.notBefore.toISOString(),
    notAfter: facts?.notAfter.toISOString(),
    sha256: facts?.sha256,
  }));
}

/** The certificates for people. */
export function renderCertificates(certificates: readonly ReportedCertificate[], planned: boolean): string {
  return table([
    ['CERTIFICATE', 'KIND', 'STATE', 'ENDS', 'WHY'],
    ...certificates.map(({ id, kind, action, reason, notAfter }) => [
      id,
      kind,
      WORDS[action][planned ? 1 : 0],
      notAfter?.slice(0, 10) ?? '-',
      reason,
    ]),
  ]);
}

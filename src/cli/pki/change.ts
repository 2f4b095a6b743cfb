import { CertificateStore } from '../../certificate-store/certificate-store';
import { effects } from '../../core/effects';
import { compareStore } from '../../pki/store/compare-store';
import type { StorePlan } from '../../pki/store/store-plan';
import type { Passphrase } from '../../x509/keys/passphrase';
import { EXIT, jsonText, type Terminal } from '../terminal';
import { applyDecisions, type Progress } from './apply';
import { certificateNamed } from './certificate-name';
import { type Decision, decide, isUpToDate, type Request } from './decide';
import { type ReportedCertificate, renderCertificates, reportOf } from './report-decisions';
import { type CommonOptions, compareNow, passphraseOf, recordedStorePlans } from './stores';

/** Options of commands that change a store. */
export interface ChangeOptions extends CommonOptions {
  readonly dryRun?: boolean;
}

/** Brings the stores of a program to what a request asks for, and says what it did and why. */
export async function change(asked: Request, options: ChangeOptions, terminal: Terminal): Promise<number> {
  const plans = recordedStorePlans(options);
  const ids = plans.flatMap(({ certificates }) => certificates.map(({ id }) => id));
  const request = { ...asked, renew: asked.renew.map((name) => certificateNamed(name, ids, 'certificate')) };
  if (request.newKey) warnOfNewKeys(request.renew, plans, terminal);
  const { dryRun = false, json } = options;
  const passphrase = passphraseOf(options);
  const decisions: Decision[] = [];
  const report: ReportedCertificate[] = [];
  for (const plan of plans) {
    const done = dryRun ? decide(compareNow(plan), request) : await changeStore(plan, request, passphrase, terminal);
    decisions.push(...done);
    report.push(...reportOf(plan.folder, done));
  }
  terminal.out(json ? jsonText(report) : renderCertificates(report, dryRun));
  const done = dryRun ? isUpToDate(decisions) : decisions.every(({ action }) => action !== 'todo');
  return done ? EXIT.done : EXIT.behind;
}

/** Decides while nobody else can change the store: what was missing a moment ago, another process may have made. */
export async function changeStore(
  plan: StorePlan,
  request: Request,
  passphrase: Passphrase | undefined,
  terminal: Terminal,
): Promise<Decision[]> {
  return new CertificateStore(plan.folder).change(async (session) => {
    const at = effects.now();
    const decisions = decide(compareStore(plan, session.certificates, at), request);
    const now = await applyDecisions(plan, decisions, session, at, progressOf(decisions, terminal));
    return decisions.map((decision, index) => ({ ...decision, compared: now[index] }));
  }, passphrase);
}

/** A new key in the place of an old one is trusted by nobody until everybody has its certificate. */
function warnOfNewKeys(ids: readonly string[], plans: readonly StorePlan[], terminal: Terminal): void {
  const certificates = plans.flatMap(({ certificates }) => certificates);
  const authorities = certificates.filter(({ id, secret }) => secret === undefined && ids.includes(id));
  if (authorities.length === 0) return;
  terminal.err(
    `A new key for ${authorities.map(({ id }) => id).join(', ')}: calls between what has the new certificates and what has the old ones\n` +
      'fail until all of them are rolled out. A rotation, which a program declares, brings in a new authority without that.\n',
  );
}

/** RSA keys take seconds each, in which a person wonders. */
function progressOf(decisions: readonly Decision[], terminal: Terminal): Progress {
  const slow = decisions.some(
    ({ action, compared }) => action === 'issue' && compared.planned.profile.privateKey.algorithm === 'RSA',
  );
  return (made, all, id) => {
    if (slow) terminal.err(`${made}/${all} ${id}\n`);
  };
}

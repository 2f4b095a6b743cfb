import { CertificateStore } from '../certificate-store/certificate-store';
import { effects } from '../core/effects';
import { AuthError } from '../core/errors';
import { judgeStore } from '../pki/judge-store';
import { decide, isUpToDate } from './decide';
import { printReport, reportOf } from './report-decisions';
import { type CommonOptions, judgeNow, passphraseOf, storePlans } from './stores';
import { EXIT, type Terminal } from './terminal';

/** Says what the stores hold and what is to be done. */
export function status(options: CommonOptions, terminal: Terminal): number {
  const nothing = { makeAuthorities: false, issue: false, renew: [], newKey: false };
  const decided = storePlans(options).map((plan) => ({ plan, decisions: decide(judgeNow(plan), nothing) }));
  const report = decided.flatMap(({ plan, decisions }) => reportOf(plan.folder, decisions));
  printReport(report, terminal, { json: options.json ?? false, planned: false });
  return decided.every(({ decisions }) => isUpToDate(decisions)) ? EXIT.done : EXIT.behind;
}

/** Proves what the stores hold: each certificate, its chain, and that its private key is there and its own. */
export function verify(options: CommonOptions, terminal: Terminal): number {
  const passphrase = passphraseOf(options);
  const problems: string[] = [];
  let proven = 0;
  for (const plan of storePlans(options)) {
    const store = new CertificateStore(plan.folder);
    const stored = store.readCertificates();
    for (const { planned, facts, findings } of judgeStore(plan, stored, effects.now())) {
      const found = findings.map(({ message }) => message);
      if (facts === undefined) found.push(`[STORE_BEHIND] ${plan.folder}: ${planned.id} is missing.`);
      else found.push(...problemsOf(() => store.readPrivateKey(planned.id, passphrase, stored)));
      if (found.length === 0) proven++;
      problems.push(...found);
    }
  }
  const lines = [...problems, `${proven} proven, ${problems.length} problems`];
  terminal.out(options.json ? `${JSON.stringify({ proven, problems }, undefined, 2)}\n` : `${lines.join('\n')}\n`);
  return problems.length === 0 ? EXIT.done : EXIT.behind;
}

function problemsOf(prove: () => unknown): string[] {
  try {
    prove();
    return [];
  } catch (error) {
    if (error instanceof AuthError) return [error.message];
    throw error;
  }
}

import { CertificateStore } from '../certificate-store/certificate-store';
import { createPrivateFile } from '../certificate-store/safe-files';
import { effects } from '../core/effects';
import { AuthError, refuse } from '../core/errors';
import { didYouMean } from '../core/suggest';
import { Passphrase } from '../local-authority/passphrase';
import { judgeStore } from '../pki/judge-store';
import type { StorePlan } from '../pki/store-plan';
import { carryOut } from './carry-out';
import { type Decision, decide, isUpToDate, type Request } from './decide';
import { type ExportFormat, renderExport, type SecretContent, secretContents } from './export';
import { type PlanSource, planOf } from './program-plan';
import { type ReportedCertificate, renderReport, reportOf } from './report-decisions';
import { EXIT, type Terminal } from './terminal';

/** The environment variable that holds the passphrase of the private keys. */
export const PASSPHRASE_VARIABLE = 'TEMPORAL_AUTH_PASSPHRASE';

/** Options of every command. */
export interface CommonOptions extends PlanSource {
  readonly json?: boolean;
  readonly passphraseFile?: string;
}

/** Options of commands that change a store. */
export interface ChangeOptions extends CommonOptions {
  readonly dryRun?: boolean;
}

/** Options of `export`. */
export interface ExportOptions extends CommonOptions {
  readonly format: ExportFormat;
  readonly vaultMount: string;
  readonly output?: string;
  readonly unsafePrintKeys?: boolean;
}

/** Brings the stores of a program to what a request asks for, and says what it did and why. */
export async function change(request: Request, options: ChangeOptions, terminal: Terminal): Promise<number> {
  const plans = storesOf(options);
  requireKnown(request.renew, plans);
  const passphrase = passphraseOf(options);
  const report: ReportedCertificate[] = [];
  const decisions: Decision[] = [];
  for (const plan of plans) {
    const store = new CertificateStore(plan.folder);
    const done = options.dryRun
      ? decideNow(plan, store, request)
      : await store.change(async (session) => {
          const at = effects.now();
          const all = decide(judgeStore(plan, session.certificates, at), request);
          await carryOut(plan, all, session, at, progressOf(all, terminal));
          return withNewDates(plan, all, session.certificates, at);
        }, passphrase);
    decisions.push(...done);
    report.push(...reportOf(plan.folder, done));
  }
  print(report, options, terminal, options.dryRun === true);
  if (options.dryRun) return isUpToDate(decisions) ? EXIT.done : EXIT.behind;
  return decisions.some(({ action }) => action === 'attend') ? EXIT.behind : EXIT.done;
}

/** Says what the stores hold and what is to be done. */
export function status(options: CommonOptions, terminal: Terminal): number {
  const request: Request = { makeAuthorities: false, issue: false, renew: [], newKey: false };
  const decided = storesOf(options).map((plan) => ({
    folder: plan.folder,
    decisions: decideNow(plan, new CertificateStore(plan.folder), request),
  }));
  print(
    decided.flatMap(({ folder, decisions }) => reportOf(folder, decisions)),
    options,
    terminal,
    false,
  );
  return decided.every(({ decisions }) => isUpToDate(decisions)) ? EXIT.done : EXIT.behind;
}

/** Proves what the stores hold: each certificate, its chain, and that its private key is there and its own. */
export function verify(options: CommonOptions, terminal: Terminal): number {
  const passphrase = passphraseOf(options);
  const problems: string[] = [];
  let proven = 0;
  for (const plan of storesOf(options)) {
    const store = new CertificateStore(plan.folder);
    for (const { planned, facts, findings } of judgeStore(plan, store.readCertificates(), effects.now())) {
      const found = [...findings.map(({ message }) => message)];
      if (facts === undefined) found.push(`[STORE_BEHIND] ${plan.folder}: ${planned.id} is missing.`);
      else found.push(...problemsOf(() => store.readPrivateKey(planned.id, passphrase)));
      if (found.length === 0) proven++;
      problems.push(...found);
    }
  }
  if (options.json) terminal.out(`${JSON.stringify({ proven, problems }, undefined, 2)}\n`);
  else
    terminal.out(
      `${problems.map((problem) => `${problem}\n`).join('')}${proven} proven, ${problems.length} problems\n`,
    );
  return problems.length === 0 ? EXIT.done : EXIT.behind;
}

/** Writes what the secret store is to hold. */
export async function exportSecrets(options: ExportOptions, terminal: Terminal): Promise<number> {
  const { output, unsafePrintKeys } = options;
  if ((output === undefined) === (unsafePrintKeys !== true)) {
    terminal.err('error: give --output <file>, or --unsafe-print-keys to print private keys\n');
    return EXIT.usage;
  }
  const passphrase = passphraseOf(options);
  const contents: SecretContent[] = [];
  for (const plan of storesOf(options)) {
    const store = new CertificateStore(plan.folder);
    const key = (id: string) => store.readPrivateKey(id, passphrase);
    contents.push(...(await secretContents(plan, store.readCertificates(), key, effects.now())));
  }
  const text = renderExport(contents, options.format, options.vaultMount);
  if (output === undefined) {
    terminal.out(text);
    return EXIT.done;
  }
  createPrivateFile(output, text);
  terminal.err(
    `${contents.length} certificates with their private keys are in ${output}: remove it once it is used.\n`,
  );
  return EXIT.done;
}

function storesOf(options: CommonOptions): readonly StorePlan[] {
  const { stores } = planOf(options);
  if (stores.length > 0) return stores;
  return refuse('NO_PLAN', {
    option: 'MtlsPki',
    expected: 'an authority that is CertificateAuthority.local(…)',
    fix: 'The program declares none, so there is no certificate store to look after.',
  });
}

function requireKnown(ids: readonly string[], plans: readonly StorePlan[]): void {
  const known = plans.flatMap(({ certificates }) => certificates.map(({ id }) => id));
  for (const id of ids) {
    if (known.includes(id)) continue;
    refuse('INVALID_VALUE', {
      option: 'certificate',
      value: id,
      expected: `one of ${known.join(', ')}`,
      fix: `${didYouMean(id, known)}"temporal-auth pki status" lists them.`,
    });
  }
}

function passphraseOf({ passphraseFile }: CommonOptions): Passphrase | undefined {
  if (passphraseFile !== undefined) return Passphrase.fromFile(passphraseFile);
  if (effects.environment(PASSPHRASE_VARIABLE) === undefined) return undefined;
  return Passphrase.fromEnvironment(PASSPHRASE_VARIABLE);
}

function decideNow(plan: StorePlan, store: CertificateStore, request: Request): Decision[] {
  return decide(judgeStore(plan, store.readCertificates(), effects.now()), request);
}

/** What was done, with what the store holds since. */
function withNewDates(
  plan: StorePlan,
  done: readonly Decision[],
  stored: ReturnType<CertificateStore['readCertificates']>,
  at: Date,
): Decision[] {
  const now = judgeStore(plan, stored, at);
  return done.map((decision, index) => ({ ...decision, judged: now[index] }));
}

/** RSA keys take seconds each, in which a person wonders. */
function progressOf(
  decisions: readonly Decision[],
  terminal: Terminal,
): (made: number, all: number, id: string) => void {
  const slow = decisions.some(
    ({ action, judged }) => action === 'issue' && judged.planned.profile.privateKey.algorithm === 'RSA',
  );
  return (made, all, id) => {
    if (slow) terminal.err(`${made}/${all} ${id}\n`);
  };
}

function print(
  report: readonly ReportedCertificate[],
  { json }: CommonOptions,
  terminal: Terminal,
  planned: boolean,
): void {
  terminal.out(json ? `${JSON.stringify(report, undefined, 2)}\n` : renderReport(report, planned));
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

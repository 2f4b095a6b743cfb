import type { StoredCertificates } from '../../certificate-store/model';
import { nextCommand } from '../../core/next-command';
import { errorOf, type Problem, Severity } from '../../core/problem';
import type { CertificateFacts } from '../../x509/model';
import { readCertificate } from '../../x509/read/read-certificate';
import { compareWithProfile, lifetimeSeconds } from '../../x509/verify/compare-with-profile';
import type { Checked } from '../../x509/verify/flaw';
import { verifyChain } from '../../x509/verify/verify-chain';
import { verifyImported } from '../../x509/verify/verify-imported';
import { authorityLifetime } from '../certificates/lifetimes';
import type { PlannedCertificate, StorePlan } from './store-plan';

/** A certificate that the program wants, and what the store has of it. */
export interface ComparedCertificate {
  readonly planned: PlannedCertificate;
  /** What the certificate says; absent where the store has none. */
  readonly facts?: CertificateFacts;
  /** What is wrong with it; nothing where it is missing. */
  readonly findings: readonly Problem[];
}

/**
 * Judges each certificate that a program wants of a store, with what signed it. Throws `INVALID_CERTIFICATE` for what cannot
 * be read.
 *
 * Findings: those of `compareWithProfile` and `verifyChain`.
 */
export function compareStore(plan: StorePlan, stored: StoredCertificates, at: Date): ComparedCertificate[] {
  const facts = new Map<string, CertificateFacts>();
  for (const { id } of plan.certificates) {
    const [pem] = stored.get(id) ?? [];
    if (pem !== undefined) facts.set(id, readCertificate(pem, optionOf(plan, id)));
  }
  return compareCertificates(plan, facts, at);
}

/** As `compareStore`, of certificates that are read already, by their names in the store. */
export function compareCertificates(
  plan: StorePlan,
  facts: ReadonlyMap<string, CertificateFacts>,
  at: Date,
): ComparedCertificate[] {
  return plan.certificates.map((planned) => {
    const own = facts.get(planned.id);
    if (own === undefined) return { planned, findings: [] };
    const checked = { option: optionOf(plan, planned.id), path: plan.path, at };
    return {
      planned,
      facts: own,
      findings: [
        ...compareOwn(planned, own, plan, checked),
        ...(planned.issuerId === undefined ? [] : verifyChain(...chainOf(planned, own, facts), checked)),
      ],
    };
  });
}

/** What synthesis says of a store: what is wrong with its certificates, and the command that brings it up to the program. */
export function storeProblems(plan: StorePlan, stored: StoredCertificates, at: Date): Problem[] {
  const all = compareStore(plan, stored, at);
  const behind = all.filter(isBehind);
  const findings = all.flatMap(({ findings }) => findings);
  if (behind.length === 0) return findings;
  return [
    ...findings,
    errorOf('STORE_BEHIND', {
      option: plan.folder,
      path: plan.path,
      found: behind.map(({ planned, facts }) => `${planned.id} (${facts ? 'not as declared' : 'missing'})`).join(', '),
      expected: 'every certificate that the program asks for, as it asks for it',
      fix: `Run ${nextCommand(commandFor(behind))} where the certificate store is kept.`,
    }),
  ];
}

/** Whether a certificate is missing, or not what the program asks for. */
export function isBehind({ facts, findings }: ComparedCertificate): boolean {
  return facts === undefined || findings.some(({ severity }) => severity === Severity.ERROR);
}

/** What certificates of an authority are used for, as far as the plan goes. */
export function usagesBelow({ id }: PlannedCertificate, { certificates }: StorePlan): string[] {
  const below = certificates.filter(({ issuerId }) => issuerId === id);
  return [...new Set(below.flatMap(({ profile }) => profile.extendedKeyUsages))];
}

/** What is declared of an authority that somebody else made, or whose successor it is declared of, is not its own. */
function compareOwn(planned: PlannedCertificate, own: CertificateFacts, plan: StorePlan, checked: Checked): Problem[] {
  const { profile, imported, outgoing } = planned;
  const demands = { usages: usagesBelow(planned, plan) };
  if (imported) return verifyImported(own, profile, demands, checked);
  if (!outgoing) return compareWithProfile(own, profile, checked);
  return verifyImported(own, { ...profile, ...authorityLifetime(lifetimeSeconds(own)) }, demands, checked);
}

function commandFor(behind: readonly ComparedCertificate[]): string {
  const authorities = behind.filter(({ planned }) => planned.secret === undefined);
  if (authorities.some(({ facts }) => facts === undefined)) return 'init';
  const [wrong] = authorities;
  return wrong === undefined ? 'issue' : `renew ${wrong.planned.id} --new-key`;
}

function chainOf(
  { issuerId, rootId }: PlannedCertificate,
  own: CertificateFacts,
  facts: ReadonlyMap<string, CertificateFacts>,
): [CertificateFacts[], CertificateFacts[]] {
  const between = issuerId === undefined || issuerId === rootId ? undefined : facts.get(issuerId);
  const root = facts.get(rootId);
  return [between ? [own, between] : [own], root ? [root] : []];
}

function optionOf({ folder }: StorePlan, id: string): string {
  return `${folder}: ${id}`;
}

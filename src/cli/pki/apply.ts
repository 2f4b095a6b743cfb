import type { KeyObject } from 'node:crypto';
import type { StoredPair } from '../../certificate-store/model';
import type { StoreSession } from '../../certificate-store/store-session';
import { AuthError, refuse } from '../../core/errors';
import { nextCommand } from '../../core/next-command';
import { messageOf } from '../../core/problem';
import { type ComparedCertificate, compareCertificates, isBehind } from '../../pki/store/compare-store';
import type { StorePlan } from '../../pki/store/store-plan';
import { issueCertificate } from '../../x509/issue/issue-certificate';
import { generatePrivateKey } from '../../x509/keys/keys';
import type { CertificateKind, CertifiedKey } from '../../x509/model';
import { readCertificate } from '../../x509/read/read-certificate';
import type { Decision } from './decide';
import { type ImportedAuthority, importAuthority } from './import-authority';

/** From what signs itself down to what signs nothing: a certificate is made behind what signs it. */
const ORDER: readonly CertificateKind[] = ['root', 'intermediate', 'leaf'];

/** Hears of each certificate whose key is made, which is what takes time. */
export type Progress = (made: number, all: number, id: string) => void;

/**
 * Issues what was decided and puts it into the store in one step: after a failure or kill the store is what it was before.
 *
 * Throws what issuing and reading keys throw, `PRIVATE_KEY_ENCRYPTED` and `WRONG_PASSPHRASE` where the keys of the store have
 * another passphrase than new ones would have, and `INVALID_CHAIN` where the result would not hold together.
 *
 * @returns each certificate of the plan as the store holds it afterwards
 */
export async function applyDecisions(
  plan: StorePlan,
  decisions: readonly Decision[],
  session: StoreSession,
  at: Date,
  progress: Progress,
): Promise<ComparedCertificate[]> {
  const work = ORDER.flatMap((kind) =>
    decisions.filter(
      ({ action, compared: { planned } }) => action !== 'keep' && action !== 'todo' && planned.profile.kind === kind,
    ),
  );
  if (work.length === 0) return decisions.map(({ compared }) => compared);
  requireOnePassphrase(session);
  const imported = importAll(plan, work, session, at);
  const keys = await keysFor(work, session, progress);
  const issued = await issueAll(plan, work, keys, imported, session, at);
  const after = requireWhole(plan, decisions, issued, at);
  await session.replace(
    [...issued].map(([id, { certificate, privateKey }]): StoredPair => {
      const chain = imported.get(id)?.chain ?? [certificate];
      return { id, certificates: chain.map(({ pem }) => pem), privateKey };
    }),
  );
  return after;
}

/** What somebody else made, before anything is made below it. */
function importAll(
  plan: StorePlan,
  work: readonly Decision[],
  session: StoreSession,
  at: Date,
): ReadonlyMap<string, ImportedAuthority> {
  return new Map(
    work.flatMap(({ compared: { planned } }) =>
      planned.imported === undefined
        ? []
        : [[planned.id, importAuthority(planned, planned.imported, plan, session.passphrase, at)] as const],
    ),
  );
}

/** All keys at once, so that every core makes them: those of authorities, which are the longest, begin first. */
async function keysFor(
  work: readonly Decision[],
  session: StoreSession,
  progress: Progress,
): Promise<ReadonlyMap<string, KeyObject>> {
  const ownWork = work.filter(({ action }) => action !== 'import');
  let made = 0;
  const keys = await Promise.all(
    ownWork.map(async ({ action, compared: { planned } }) => {
      const key =
        action === 'renew' ? session.readPrivateKey(planned.id) : await generatePrivateKey(planned.profile.privateKey);
      progress(++made, ownWork.length, planned.id);
      return [planned.id, key] as const;
    }),
  );
  return new Map(keys);
}

async function issueAll(
  plan: StorePlan,
  work: readonly Decision[],
  keys: ReadonlyMap<string, KeyObject>,
  imported: ReadonlyMap<string, ImportedAuthority>,
  session: StoreSession,
  at: Date,
): Promise<ReadonlyMap<string, CertifiedKey>> {
  const issued = new Map<string, CertifiedKey>(imported);
  const signers = new Map<string, CertifiedKey>();
  const signer = (id: string): CertifiedKey => {
    const known = issued.get(id) ?? signers.get(id) ?? storedAuthority(plan, session, id);
    signers.set(id, known);
    return known;
  };
  for (const { planned } of work.map(({ compared }) => compared)) {
    if (planned.imported !== undefined) continue;
    const { id, profile, issuerId } = planned;
    const authority = issuerId === undefined ? undefined : signer(issuerId);
    issued.set(id, await issueCertificate(profile, authority, at, keys.get(id)));
  }
  return issued;
}

function storedAuthority(plan: StorePlan, session: StoreSession, id: string): CertifiedKey {
  return {
    certificate: readCertificate(session.certificates.get(id)?.[0] ?? '', `${plan.folder}: ${id}`),
    privateKey: session.readPrivateKey(id),
  };
}

/** Keys that another passphrase opens, or none, are not put beside those of the store: one of them would be lost, or lie bare. */
function requireOnePassphrase(session: StoreSession): void {
  for (const id of session.certificates.keys()) {
    try {
      session.readPrivateKey(id);
      if (session.passphrase !== undefined && !session.isEncrypted(id)) refusePlain(id);
      return;
    } catch (error) {
      // A key that is lost or damaged is what this run may be there to replace.
      if (!(error instanceof AuthError)) throw error;
      if (error.code === 'PRIVATE_KEY_ENCRYPTED' || error.code === 'WRONG_PASSPHRASE') throw error;
    }
  }
}

function refusePlain(id: string): never {
  return refuse('WRONG_PASSPHRASE', {
    option: `the private key of ${id}`,
    expected: 'no passphrase, since the private keys of this store are not encrypted',
    fix: 'Leave the passphrase out. For encrypted keys, make a new store with it: those that are there would stay bare.',
  });
}

/** What is written, and what was right before, must be right afterwards: a subject that changes without its key breaks all below. */
function requireWhole(
  plan: StorePlan,
  decisions: readonly Decision[],
  issued: ReadonlyMap<string, CertifiedKey>,
  at: Date,
): ComparedCertificate[] {
  const before = new Map(decisions.map(({ compared }) => [compared.planned.id, compared]));
  const facts = plan.certificates.flatMap(({ id }) => {
    const own = issued.get(id)?.certificate ?? before.get(id)?.facts;
    return own === undefined ? [] : [[id, own] as const];
  });
  const after = compareCertificates(plan, new Map(facts), at);
  const broken = after.find((compared) => {
    const { id } = compared.planned;
    const former = before.get(id);
    return isBehind(compared) && (issued.has(id) || (former !== undefined && !isBehind(former)));
  });
  if (broken === undefined) return after;
  const { id, issuerId } = broken.planned;
  const renewed = decisions.filter(({ action }) => action === 'renew').map(({ compared }) => compared.planned.id);
  const authority = renewed.length > 0 ? renewed.join(' ') : (issuerId ?? id);
  refuse('INVALID_CHAIN', {
    option: `${plan.folder}: ${id}`,
    expected: 'a certificate that is what the program asks for and holds together with what signed it',
    fix: `Give the authority a new key: ${nextCommand(`renew ${authority} --new-key`)}. It would be: ${messageOf(broken.findings[0])}`,
  });
}

import type { StoredPair } from '../certificate-store/model';
import type { StoreSession } from '../certificate-store/store-session';
import { AuthError, refuse } from '../core/errors';
import { issueCertificate, issueRoot } from '../local-authority/issue-certificate';
import type { CertificateKind, IssuedCertificate, SigningAuthority } from '../local-authority/model';
import { readCertificate } from '../local-authority/read-certificate';
import { isBehind, judgeStore } from '../pki/judge-store';
import type { StorePlan } from '../pki/store-plan';
import type { Decision } from './decide';

/** From what signs itself down to what signs nothing: those of one kind are made at the same time. */
const ORDER: readonly CertificateKind[] = ['root', 'intermediate', 'leaf'];

/** Hears of each certificate that is made. */
export type Progress = (made: number, all: number, id: string) => void;

/**
 * Issues what was decided and puts it into the store in one step: after a failure or kill the store is what it was before.
 *
 * Throws what issuing and reading keys throw, `PRIVATE_KEY_ENCRYPTED` and `WRONG_PASSPHRASE` where the keys of the store have
 * another passphrase than new ones would have, and `INVALID_CHAIN` where the result would not hold together.
 */
export async function carryOut(
  plan: StorePlan,
  decisions: readonly Decision[],
  session: StoreSession,
  at: Date,
  progress: Progress,
): Promise<void> {
  const work = decisions.filter(({ action }) => action === 'issue' || action === 'renew');
  if (work.length === 0) return;
  requireOnePassphrase(session);
  const issued = new Map<string, IssuedCertificate>();
  const signer = (id: string): SigningAuthority =>
    issued.get(id) ?? {
      certificate: readCertificate(session.certificates.get(id)?.[0] ?? '', `${plan.folder}: ${id}`),
      privateKey: session.readPrivateKey(id),
    };
  for (const kind of ORDER) {
    const ofKind = work.filter(({ judged }) => judged.planned.profile.kind === kind);
    const made = await Promise.all(
      ofKind.map(async ({ action, judged: { planned } }) => {
        const key = action === 'renew' ? session.readPrivateKey(planned.id) : undefined;
        const result =
          planned.issuerId === undefined
            ? await issueRoot(planned.profile, at, key)
            : await issueCertificate(planned.profile, signer(planned.issuerId), at, key);
        return [planned.id, result] as const;
      }),
    );
    for (const [id, result] of made) {
      issued.set(id, result);
      progress(issued.size, work.length, id);
    }
  }
  const pairs = [...issued].map(
    ([id, { certificate, privateKey }]): StoredPair => ({
      id,
      certificates: [certificate.pem],
      privateKey,
    }),
  );
  requireWhole(plan, session, pairs, at, work);
  await session.replace(pairs);
}

/** Keys that another passphrase opens, or none, are not put beside those of the store: one of them would be lost, or lie bare. */
function requireOnePassphrase(session: StoreSession): void {
  for (const id of session.certificates.keys()) {
    try {
      session.readPrivateKey(id);
      return;
    } catch (error) {
      // A key that is lost or damaged is what this run may be there to replace.
      if (!(error instanceof AuthError)) throw error;
      if (error.code === 'PRIVATE_KEY_ENCRYPTED' || error.code === 'WRONG_PASSPHRASE') throw error;
    }
  }
}

/** What is written, and what was right before, must be right afterwards: a subject that changes without its key breaks all below. */
function requireWhole(
  plan: StorePlan,
  session: StoreSession,
  pairs: readonly StoredPair[],
  at: Date,
  work: readonly Decision[],
): void {
  const written = new Map(pairs.map(({ id, certificates }) => [id, certificates]));
  const before = judgeStore(plan, session.certificates, at);
  const after = judgeStore(plan, new Map([...session.certificates, ...written]), at);
  const broken = after.find(
    (judged, index) => isBehind(judged) && (written.has(judged.planned.id) || !isBehind(before[index])),
  );
  if (broken === undefined) return;
  const { id, issuerId } = broken.planned;
  const renewed = work.filter(({ action }) => action === 'renew').map(({ judged }) => judged.planned.id);
  const authority = renewed.length > 0 ? renewed.join(' ') : (issuerId ?? id);
  refuse('INVALID_CHAIN', {
    option: `${plan.folder}: ${id}`,
    expected: 'a certificate that is what the program asks for and holds together with what signed it',
    fix: `Give the authority a new key: temporal-auth pki renew ${authority} --new-key. It would be: ${broken.findings[0].message}`,
  });
}

import type { ErrorCode } from '../../core/error-codes';
import { nextCommand } from '../../core/next-command';
import type { Problem } from '../../core/problem';
import { type ComparedCertificate, isBehind } from '../../pki/store/compare-store';

/** What a command may change. */
export interface Request {
  /** Whether authorities that are missing are made. */
  readonly makeAuthorities: boolean;
  /** Whether certificates are issued that are missing, near their end, or not what the program asks for. */
  readonly issue: boolean;
  /** What is renewed whatever its state, by its name in the store. */
  readonly renew: readonly string[];
  /** Whether an authority that is renewed gets a new key; everything below it is then issued anew. */
  readonly newKey: boolean;
  /** Whether the program is ahead of the record of its rotations, so that no other command than `rotate` would work. */
  readonly unrecorded?: boolean;
}

/** Changes nothing. */
export const NOTHING: Request = { makeAuthorities: false, issue: false, renew: [], newKey: false };

/**
 * - `issue`: a new key and a new certificate
 * - `renew`: a new certificate for the same key, which only authorities get
 * - `import`: the certificate and key of files that the program names
 * - `keep`: nothing
 * - `todo`: nothing, but somebody has to: the reason names the command
 */
export type Action = 'issue' | 'renew' | 'import' | 'keep' | 'todo';

/** What is done with a certificate, and why. */
export interface Decision {
  readonly compared: ComparedCertificate;
  readonly action: Action;
  readonly reason: string;
}

/**
 * What a command does with each certificate of a plan. The law: a certificate is replaced when it is asked for, when what
 * signed it has a new key, or, if it is no authority, when it is missing, due or wrong. An authority that is there is never
 * replaced unasked, since everybody who trusts it would have to learn of the new one.
 *
 * @param all in the order of the plan, each behind what signs it
 */
export function decide(all: readonly ComparedCertificate[], request: Request): Decision[] {
  const decided = new Map<string, Decision>();
  for (const compared of all) {
    const { issuerId } = compared.planned;
    const signer = issuerId === undefined ? undefined : decided.get(issuerId);
    decided.set(compared.planned.id, { compared, ...decideOne(compared, request, signer) });
  }
  return [...decided.values()];
}

type Outcome = Pick<Decision, 'action' | 'reason'>;

function decideOne(compared: ComparedCertificate, request: Request, signer: Decision | undefined): Outcome {
  const { planned, facts } = compared;
  const isAuthority = planned.secret === undefined;
  if (signer?.action === 'issue' || (signer?.action === 'import' && hasNewKey(signer, request))) {
    return { action: 'issue', reason: facts === undefined ? 'missing' : 'its authority has a new key' };
  }
  if (request.renew.includes(planned.id) && facts !== undefined) {
    if (planned.imported) return { action: 'import', reason: `asked for, from ${planned.imported.certificateFile}` };
    return { action: isAuthority && !request.newKey ? 'renew' : 'issue', reason: 'asked for' };
  }
  const wanted = request.renew.includes(planned.id) || request.issue;
  if (facts === undefined && planned.imported && request.makeAuthorities) {
    return { action: 'import', reason: `missing, from ${planned.imported.certificateFile}` };
  }
  if (facts === undefined) {
    const isMade = isAuthority ? request.makeAuthorities : wanted;
    return missing(signer, isMade, request) ?? todo('missing', isAuthority ? 'init' : 'issue', request);
  }
  const [finding] = compared.findings;
  if (finding === undefined) return { action: 'keep', reason: 'as the program asks for' };
  if (isAuthority) {
    return todo(
      `${finding.code}: ${finding.found}`,
      `renew ${planned.id}${isBehind(compared) ? ' --new-key' : ''}`,
      request,
    );
  }
  const reason = reasonToIssue(finding, planned.issuerId);
  return request.issue ? issueBelow(signer, reason) : todo(reason, 'issue', request);
}

/** Why a leaf is issued anew, in words: nobody has made a mistake where time passes, a program changes or another one signs. */
function reasonToIssue({ code, found }: Problem, issuerId: string | undefined): string {
  const words: Partial<Record<ErrorCode, string>> = {
    CERTIFICATE_NEAR_EXPIRY: `due: it has ${found}`,
    CERTIFICATE_MISMATCH: `not yet as the program asks for: ${found}`,
    INVALID_CHAIN: `to be signed by ${issuerId}`,
  };
  return words[code] ?? `${code}: ${found}`;
}

/** Issues what an authority is to sign; one that is over is renewed first, and keeps nothing else from being issued. */
function issueBelow(signer: Decision | undefined, reason: string): Outcome {
  return signer !== undefined && isOver(signer.compared)
    ? { action: 'todo', reason: `${reason}; first its authority: ${signer.reason}` }
    : { action: 'issue', reason };
}

/** Whether what it signs now nobody would believe. */
function isOver({ findings }: ComparedCertificate): boolean {
  return findings.some(({ code }) => code === 'CERTIFICATE_EXPIRED' || code === 'CERTIFICATE_NOT_YET_VALID');
}

/** Whether what an authority signed before must be issued anew. */
function hasNewKey({ compared }: Decision, { newKey }: Request): boolean {
  return compared.facts === undefined || newKey;
}

/** What is done with a certificate that is not there; undefined where this command does not make it. */
function missing(signer: Decision | undefined, isMade: boolean, request: Request): Outcome | undefined {
  if (signer !== undefined && signer.compared.facts === undefined) {
    return todo('missing, as is its authority', 'init', request);
  }
  return isMade ? issueBelow(signer, 'missing') : undefined;
}

function todo(reason: string, command: string, { unrecorded = false }: Request): Outcome {
  const next = nextCommand(unrecorded ? 'rotate --rolled-out' : command);
  return {
    action: 'todo',
    reason: `${reason}; ${unrecorded ? 'once the recorded phase is rolled out, ' : ''}run ${next}`,
  };
}

/** Whether anything is left to do, by this command or another one. */
export function isUpToDate(decisions: readonly Decision[]): boolean {
  return decisions.every(({ action }) => action === 'keep');
}

import { CertificateStore } from '../../certificate-store/certificate-store';
import { effects } from '../../core/effects';
import { AuthError } from '../../core/errors';
import { messageOf } from '../../core/problem';
import { edgeName } from '../../edges/edges';
import type { Edge } from '../../edges/model';
import { compareStore } from '../../pki/store/compare-store';
import { EXIT, jsonText, type Terminal, table } from '../terminal';
import { planOf } from './flags';
import { type ObjectsOptions, objectsOf } from './object-source';
import type { PublicObjects } from './public-objects';
import { retiredIn } from './rotation/retired';
import { type CommonOptions, passphraseOf, refuseNone, storePlans } from './stores';
import { unaskedIn, unaskedMessage } from './unasked';
import { isProven, keysOf, type VerifiedEdge, verifyEdges } from './verify-edges';

/** Options of `verify`. */
export type VerifyOptions = CommonOptions & ObjectsOptions;

/** Proves the certificates that the program declares: in its stores, or, edge by edge, where callers and listeners find them. */
export function verify(options: VerifyOptions, terminal: Terminal): number {
  const objects = objectsOf(options);
  return objects === undefined ? verifyStores(options, terminal) : verifyObjects(objects, options, terminal);
}

/** Each certificate of the stores, its chain, and that its private key is there and its own. */
function verifyStores(options: VerifyOptions, terminal: Terminal): number {
  const passphrase = passphraseOf(options);
  const problems: string[] = [];
  let proven = 0;
  const plans = storePlans(options);
  for (const plan of plans) {
    const store = new CertificateStore(plan.folder);
    const stored = store.readCertificates();
    for (const { planned, facts, findings } of compareStore(plan, stored, effects.now())) {
      const found = findings.map(messageOf);
      if (facts === undefined) found.push(`[STORE_BEHIND] ${plan.folder}: ${planned.id} is missing.`);
      else found.push(...problemsOf(() => store.readPrivateKey(planned.id, passphrase, stored)));
      if (found.length === 0) proven++;
      problems.push(...found);
    }
  }
  const retired = plans.flatMap((plan) => retiredIn(plan, []));
  problems.push(...unaskedIn(plans, retired).map(unaskedMessage));
  const lines = [...problems, `${proven} proven, ${problems.length} problems`];
  terminal.out(options.json ? jsonText({ proven, problems }) : `${lines.join('\n')}\n`);
  return problems.length === 0 ? EXIT.done : EXIT.behind;
}

/** Each edge, by what its ends find in a cluster or folder. */
function verifyObjects(objects: PublicObjects, options: VerifyOptions, terminal: Terminal): number {
  const edges = edgesOf(options);
  const verified = verifyEdges(edges, objects.read(keysOf(edges)), effects.now());
  terminal.out(options.json ? jsonText(verified.map(reportOf)) : renderTable(verified));
  return verified.every(isProven) ? EXIT.done : EXIT.behind;
}

function edgesOf(options: VerifyOptions): readonly Edge[] {
  const { edges } = planOf(options);
  if (edges.length > 0) return edges;
  return refuseNone('a program with an MtlsPki', 'nobody calls anybody by a certificate of it');
}

/** An edge for machines. */
function reportOf(verified: VerifiedEdge): object {
  const { edge, findings } = verified;
  return {
    caller: edge.caller.name,
    callee: edge.callee.name,
    purpose: edge.purpose,
    proven: isProven(verified),
    problems: findings.map(({ code, option, value, found, expected, fix }) => ({
      code,
      option,
      value,
      found,
      expected,
      fix,
    })),
  };
}

/** A row for each proof: the services among themselves are many edges, and one. */
function renderTable(verified: readonly VerifiedEdge[]): string {
  const proofs = new Map<VerifiedEdge['findings'], VerifiedEdge[]>();
  for (const one of verified) proofs.set(one.findings, [...(proofs.get(one.findings) ?? []), one]);
  const rows = [...proofs].map(([, [first, ...others]]) => [
    edgeName(first.edge) + (others.length > 0 ? ` and ${others.length} more` : ''),
    first.edge.purpose,
    isProven(first) ? 'proven' : 'BROKEN',
    [...new Set(first.findings.map(({ code }) => code))].join(', '),
  ]);
  const messages = [...proofs.keys()].flatMap((findings) => findings.map(messageOf));
  const broken = verified.filter((one) => !isProven(one)).length;
  const summary = `${verified.length - broken} edges proven, ${broken} broken`;
  return table([['EDGE', 'OPENED BY', 'STATE', 'WHY'], ...rows]) + [...messages, summary, ''].join('\n');
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

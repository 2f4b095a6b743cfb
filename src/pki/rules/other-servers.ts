import { compareText, groupedBy } from '../../core/order';
import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { marksOf } from '../authorities/distinct-authorities';
import { type AuthorityModel, authorityName, authorityOption, authorityPath } from '../model/authority';
import type { PkiModel } from '../model/pki';
import { areSharedByServers } from '../model/purpose';
import { neighboursOf, type Surroundings } from '../model/surroundings';
import type { PkiEvidence } from './pki-evidence';

/** An authority of another MtlsPki. */
interface Their {
  readonly authority: AuthorityModel;
  readonly of: PkiModel;
}

/** Two servers may let in callers of one authority that both name; no purpose has one with another of another server. */
export const otherServers: Rule<PkiEvidence> = {
  id: 'other-servers',
  what: 'A listener trusts no authority that serves another server for something else, and none that the other makes.',
  why: "Whoever holds a certificate of the other server's would be let in; at internode, as its administrator.",
  codes: ['SHARED_ISSUER'],
  check: ({ pki, surroundings }) => {
    const theirs = authoritiesOfNeighbours(pki, surroundings);
    return pki.authorities.flatMap((authority) => problemsOf(authority, pki, theirs));
  },
};

/** By what identifies them. */
function authoritiesOfNeighbours(pki: PkiModel, surroundings: Surroundings): ReadonlyMap<string, readonly Their[]> {
  const all = neighboursOf(pki, surroundings).flatMap((of) =>
    of.authorities.flatMap((authority) => marksOf(authority).map(({ identity }) => ({ identity, authority, of }))),
  );
  return groupedBy(all, ({ identity }) => identity);
}

/** One problem for each authority of another server, however many marks both have. */
function problemsOf(
  authority: AuthorityModel,
  pki: PkiModel,
  theirs: ReadonlyMap<string, readonly Their[]>,
): Problem[] {
  const shared = marksOf(authority).flatMap(({ identity }) =>
    (theirs.get(identity) ?? [])
      .filter((their) => isToldHere(authority, their, pki) && !mayShare(authority, their))
      .map((their) => ({ identity, name: `${authorityName(their.authority)} of ${their.of.path}` })),
  );
  return [...groupedBy(shared, ({ name }) => name)].map(([name, [{ identity }]]) =>
    errorOf('SHARED_ISSUER', {
      path: authorityPath(pki, authority),
      option: authorityOption(authority),
      found: identity,
      expected: `an authority of its own, since ${name} has this one`,
      fix: 'Give each server an authority whose certificates open nothing else, or leave it out for a self-signed hierarchy.',
    }),
  );
}

/** Where one program part makes it and the other names it, the latter is told; otherwise the later one. */
function isToldHere(mine: AuthorityModel, { authority: their, of }: Their, { path }: PkiModel): boolean {
  if (mine.kind === 'self-signed' && their.kind === 'self-signed') return false; // two objects of one name are told as such
  return isMade(mine) === isMade(their) ? compareText(of.path, path) < 0 : isMade(their);
}

function mayShare(mine: AuthorityModel, { authority: their }: Their): boolean {
  const areCallers = mine.purpose === 'clients' && their.purpose === 'clients';
  return areSharedByServers(mine.purpose, their.purpose) || (areCallers && isMade(mine) === isMade(their));
}

/** Whether the program makes it, or has its issuer made. */
function isMade({ kind }: AuthorityModel): boolean {
  return kind !== 'issuer' && kind !== 'secrets';
}

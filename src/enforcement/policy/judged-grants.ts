import { implies } from '../../access/permission-grammar';
import { SubjectKind } from '../../access/subject';
import { oncePer } from '../../core/derived';
import type { JudgedGrant } from '../guarantees';
import { type Caller, type Holding, holdingsOf } from './holdings';
import type { Policy } from './policy';
import { isAllowedAt, reachOf } from './reach';

/** What each role lets each of its holders do, but for what the holder's own roles deny. A user that expires counts as one that does not. */
export function judgedGrants(policy: Policy): JudgedGrant[] {
  return KINDS.flatMap(({ kind, members, caller }) =>
    Object.keys(policy[members]).flatMap((id) => {
      const holdings = holdingsOf(policy, caller(id), 0);
      return holdings.map((holding) => ({
        subject: { kind, id },
        role: holding.role,
        holds: (permissions, place) => isHeld(policy, caller(id), holding, permissions, place),
      }));
    }),
  );
}

const KINDS = [
  { kind: SubjectKind.USER, members: 'users', caller: (user: string): Caller => ({ user }) },
  { kind: SubjectKind.SERVICE, members: 'services', caller: (service: string): Caller => ({ service }) },
  { kind: SubjectKind.OIDC_GROUP, members: 'groups', caller: (group: string): Caller => ({ groups: [group] }) },
] as const;

function isHeld(
  policy: Policy,
  caller: Caller,
  holding: Holding,
  permissions: readonly string[],
  place: string,
): boolean {
  if (!isAllowedAt(holding, place)) return false;
  const meant = permissionsMeant(policy)(permissions).filter((one) =>
    holding.grant.allow.some((held) => implies(held, one)),
  );
  if (meant.length === 0) return false;
  const reach = reachOf(policy, caller, 0);
  return meant.some((one) => reach.get(one)?.has(place));
}

const permissionsMeant = oncePer((policy: Policy) =>
  oncePer((patterns: readonly string[]) =>
    policy.permissions.filter((one) => patterns.some((pattern) => implies(pattern, one))),
  ),
);

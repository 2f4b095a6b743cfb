import { implies } from '../../access/permission-grammar';
import { oncePer } from '../../core/derived';
import type { JudgedGrant } from '../guarantees';
import { type Caller, type Holding, holdingsOf } from './holdings';
import type { Policy } from './policy';
import { isAllowedAt, reachOf } from './reach';
import { subjectsOf } from './subjects';

/** What each role lets each of its holders do, but for what the holder's own roles deny. A user that expires counts as one that does not. */
export function judgedGrants(policy: Policy): JudgedGrant[] {
  return subjectsOf(policy).flatMap(({ kind, id, caller }) =>
    holdingsOf(policy, caller, 0).map((holding) => ({
      subject: { kind, id },
      role: holding.role,
      holds: (permissions, place) => isHeld(policy, caller, holding, permissions, place),
    })),
  );
}

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

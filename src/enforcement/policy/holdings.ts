import { ADMIN, PERMISSIONS } from '../../access/catalogue/api-catalogue';
import { implies } from '../../access/permission-grammar';
import { oncePer } from '../../core/derived';
import type { Policy, PolicyHolder, PolicyPlaces, PolicyRole, PolicyUser } from './policy';

/** Who calls: all that its token and its certificate prove. */
export interface Caller {
  readonly user?: string;
  readonly service?: string;
  readonly groups?: readonly string[];
}

/** A role as somebody holds it. */
export interface Holding {
  /** Who holds it: `user alice`, `group developers`. */
  readonly holder: string;
  readonly role: string;
  readonly grant: PolicyRole;
  /** The places that the holder is limited to. */
  readonly limit: PolicyPlaces;
  readonly says: RoleSets;
  /** `limit`, to be asked. */
  readonly within: Places;
}

/** Places as a set of names, or all of them. */
type Places = '*' | ReadonlySet<string>;

/** What a role says, permission by permission: patterns are read once, not with every call. */
export interface RoleSets {
  readonly isAdmin: boolean;
  /** Of the permissions that the policy knows: what did not exist where it was written is nobody's but an administrator's. */
  readonly allows: ReadonlySet<string>;
  /** Of all permissions. */
  readonly denies: ReadonlySet<string>;
  readonly places: Places;
}

/** What somebody holds until it expires, in milliseconds since 1970. */
interface Held {
  readonly holdings: readonly Holding[];
  readonly expires: number;
}

/** Holders by their ids; persons alone have places of their own, and an end. */
type Members = Readonly<Record<string, PolicyHolder & Partial<Pick<PolicyUser, 'places' | 'expires'>>>>;

const NOTHING: readonly Holding[] = [];
const NOBODY: Held = { holdings: NOTHING, expires: Number.POSITIVE_INFINITY };

/** The roles that a caller holds, of whatever it proves to be; `at` is the time in milliseconds since 1970, for users that expire. */
export function holdingsOf(policy: Policy, { user, service, groups }: Caller, at: number): readonly Holding[] {
  const holders = holdersOf(policy);
  const ofUser = user === undefined ? NOTHING : holders.user(user, at);
  const ofService = service === undefined ? NOTHING : holders.service(service);
  const own = ofUser.length === 0 ? ofService : ofService.length === 0 ? ofUser : [...ofUser, ...ofService];
  if (groups === undefined || groups.length === 0) return own;
  return [...own, ...groups.flatMap((group) => holders.group(group))];
}

/** Whether a role holds in a Temporal namespace, in the places of the role and of its holder. */
export function isAmong({ says, within }: Holding, temporalNamespace: string): boolean {
  return includes(says.places, temporalNamespace) && includes(within, temporalNamespace);
}

/** Whether a role holds on the cluster and in every Temporal namespace. */
export function isEverywhere({ says, within }: Holding): boolean {
  return says.places === '*' && within === '*';
}

/** Whether a role holds in any place at all. */
export function isSomewhere({ grant, limit, within }: Holding): boolean {
  if (grant.places === '*' || limit === '*') return grant.places.length > 0 && limit.length > 0;
  return grant.places.some((name) => includes(within, name));
}

function includes(places: Places, name: string): boolean {
  return places === '*' || places.has(name);
}

/** The holders of a policy, each taken apart when it is first asked for. */
class Holders {
  private readonly users = new Map<string, Held>();
  private readonly services = new Map<string, Held>();
  private readonly groups = new Map<string, Held>();
  private readonly roles = new Map<string, RoleSets>();

  public constructor(private readonly policy: Policy) {}

  public user(id: string, at: number): readonly Holding[] {
    const { holdings, expires } = this.users.get(id) ?? this.take('user', this.users, this.policy.users, id);
    return expires <= at ? NOTHING : holdings;
  }

  public service(id: string): readonly Holding[] {
    return (this.services.get(id) ?? this.take('service', this.services, this.policy.services, id)).holdings;
  }

  public group(name: string): readonly Holding[] {
    return (this.groups.get(name) ?? this.take('group', this.groups, this.policy.groups, name)).holdings;
  }

  private take(kind: string, taken: Map<string, Held>, members: Members, id: string): Held {
    // `__proto__` and `constructor` name nobody. Whoever holds nothing is not kept: a caller chooses its name.
    if (!Object.hasOwn(members, id)) return NOBODY;
    const { roles, places: limit = '*', expires } = members[id];
    const within = setOf(limit);
    const holdings = roles.map((role) => {
      const grant = this.policy.roles[role];
      return { holder: `${kind} ${id}`, role, grant, limit, says: this.says(role, grant), within };
    });
    const held = { holdings, expires: expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires) };
    taken.set(id, held);
    return held;
  }

  private says(name: string, role: PolicyRole): RoleSets {
    const known = this.roles.get(name) ?? setsOf(role, this.policy.permissions);
    this.roles.set(name, known);
    return known;
  }
}

const holdersOf = oncePer((policy: Policy) => new Holders(policy));

function setsOf({ allow, deny = [], places }: PolicyRole, known: readonly string[]): RoleSets {
  const among = (all: readonly string[], patterns: readonly string[]) =>
    new Set(all.filter((one) => patterns.some((pattern) => implies(pattern, one))));
  const isAdmin = allow.includes(ADMIN);
  return {
    isAdmin,
    allows: isAdmin ? new Set(PERMISSIONS) : among(known, allow),
    denies: among(PERMISSIONS, deny),
    places: setOf(places),
  };
}

function setOf(places: PolicyPlaces): Places {
  return places === '*' ? places : new Set(places);
}

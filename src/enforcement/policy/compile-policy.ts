import { apisOf } from '../../access/catalogue/api-catalogue';
import { permissionsOf } from '../../access/catalogue/needed-permissions';
import type { PlacesModel, RbacModel, RoleModel } from '../../access/model';
import { SubjectKind } from '../../access/subject';
import { sortedUnique } from '../../core/order';
import type { AuthModel } from '../../model/auth-model';
import { policyCertificates } from './certificates';
import {
  POLICY_VERSION,
  type Policy,
  type PolicyCertificate,
  type PolicyHolder,
  type PolicyPlaces,
  type PolicyRole,
  type PolicyUser,
} from './policy';

/** Compiles roles and users for a server: the same roles give the same policy, member for member. */
export function compilePolicy(access: RbacModel, server: string, certificates: readonly PolicyCertificate[]): Policy {
  const roles = [...access.roles].sort(byName);
  const held = rolesBySubject(roles);
  const holders = (kind: SubjectKind) => [...(held.get(kind) ?? [])];
  const rolesOfUser = held.get(SubjectKind.USER);
  const users = access.users.flatMap(({ id, active, places, expires }): [string, PolicyUser][] => {
    const own = rolesOfUser?.get(id);
    if (!active || own === undefined) return [];
    return [[id, { roles: own, places: placesOf(places), ...(expires && { expires }) }]];
  });
  return {
    version: POLICY_VERSION,
    server,
    permissions: permissionsOf(apisOf(server)),
    temporalNamespaces: sortedUnique(access.temporalNamespaces),
    roles: members(roles.map((role) => [role.name, compileRole(role)])),
    users: members(users),
    services: members(holders(SubjectKind.SERVICE).map(holderOf)),
    groups: members(holders(SubjectKind.OIDC_GROUP).map(holderOf)),
    certificates: [...certificates].sort((a, b) => (a.uri < b.uri ? -1 : 1)),
  };
}

/** The policy of a whole program. */
export function policyOf(model: AuthModel): Policy {
  return compilePolicy(model.authorization, model.server.version, policyCertificates(model));
}

function compileRole({ permissions, denies, places, taskQueues, workflowTypes }: RoleModel): PolicyRole {
  return {
    allow: sortedUnique(permissions),
    ...(denies && { deny: sortedUnique(denies) }),
    places: placesOf(places),
    ...(taskQueues && { taskQueues }),
    ...(workflowTypes && { workflowTypes }),
  };
}

function placesOf({ everywhere, temporalNamespaces }: PlacesModel): PolicyPlaces {
  return everywhere ? '*' : sortedUnique(temporalNamespaces);
}

/** By kind and id, the names of the roles that somebody holds; roles come sorted. */
function rolesBySubject(roles: readonly RoleModel[]): ReadonlyMap<SubjectKind, Map<string, string[]>> {
  const held = new Map<SubjectKind, Map<string, string[]>>();
  for (const { name, subjects } of roles) {
    for (const { kind, id } of subjects) {
      const ofKind = held.get(kind) ?? new Map<string, string[]>();
      held.set(kind, ofKind);
      const own = ofKind.get(id);
      if (own === undefined) ofKind.set(id, [name]);
      else own.push(name);
    }
  }
  return held;
}

function holderOf([id, roles]: readonly [string, readonly string[]]): [string, PolicyHolder] {
  return [id, { roles }];
}

function byName(a: RoleModel, b: RoleModel): number {
  return a.name < b.name ? -1 : 1;
}

/** An object with sorted members, whatever their names: `__proto__` is a member like others. */
function members<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

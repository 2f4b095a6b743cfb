import type { GrantModel, PlacesModel, RoleModel, SubjectModel, UserModel } from './model';
import { SubjectKind } from './subject';

/**
 * Every grant of a program. A grant is what a role permits, in the places that the role and its subject have in common. An
 * inactive user has none.
 */
export function grantsOf(roles: readonly RoleModel[], users: readonly UserModel[]): GrantModel[] {
  const usersById = new Map(users.map((user) => [user.id, user]));
  return roles.flatMap((role) =>
    role.subjects.flatMap((subject) => {
      const places = placesOf(role, subject, usersById);
      return places === undefined ? [] : [{ subject, role: role.name, permissions: role.permissions, places }];
    }),
  );
}

function placesOf(
  role: RoleModel,
  subject: SubjectModel,
  users: ReadonlyMap<string, UserModel>,
): PlacesModel | undefined {
  if (subject.kind !== SubjectKind.USER) return role.places;
  const user = users.get(subject.id);
  return user?.active ? intersect(role.places, user.places) : undefined;
}

/** What two have in common, which is never wider than either. */
export function intersect(a: PlacesModel, b: PlacesModel): PlacesModel {
  return {
    everywhere: a.everywhere && b.everywhere,
    temporalNamespaces: a.temporalNamespaces.filter((name) => b.temporalNamespaces.includes(name)),
  };
}

/** Whether what a role or a user asks for holds in no place at all. */
export function isNowhere({ places }: { readonly places: PlacesModel }): boolean {
  return !places.everywhere && places.temporalNamespaces.length === 0;
}

/** The names of the roles of each user, in the order in which the roles were added. */
export function rolesHeld(roles: readonly RoleModel[]): ReadonlyMap<string, string[]> {
  const held = new Map<string, string[]>();
  for (const { name, subjects } of roles) {
    for (const { kind, id } of subjects) {
      if (kind === SubjectKind.USER) held.set(id, [...(held.get(id) ?? []), name]);
    }
  }
  return held;
}

/** The ids of the services that hold a role. */
export function boundServices(roles: readonly RoleModel[]): Set<string> {
  const services = roles.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === SubjectKind.SERVICE));
  return new Set(services.map(({ id }) => id));
}

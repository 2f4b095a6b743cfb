import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { PERMISSIONS, RESOURCES } from '../../src/access/catalogue/api-catalogue';
import type { PlacesModel, RoleModel, SubjectModel, UserModel } from '../../src/access/model';
import { RbacRoleSet } from '../../src/access/rbac-role-set';
import type { RbacRoleSetProps } from '../../src/access/role-set-props';
import { SubjectKind } from '../../src/access/subject';

export const DECLARED = ['development', 'testing', 'production', 'staging'];

export function roleSet(props: Partial<RbacRoleSetProps> = {}): RbacRoleSet {
  const chart = new Chart(new App(), 'temporal-auth', { namespace: 'temporal' });
  return new RbacRoleSet(chart, 'Roles', { temporalNamespaces: DECLARED, ...props });
}

export const everywhere: PlacesModel = { everywhere: true, temporalNamespaces: DECLARED };

export function only(...temporalNamespaces: string[]): PlacesModel {
  return { everywhere: false, temporalNamespaces };
}

export function user(id: string): SubjectModel {
  return { kind: SubjectKind.USER, id, mappedByProvider: false };
}

export function service(id: string): SubjectModel {
  return { kind: SubjectKind.SERVICE, id, mappedByProvider: false };
}

export function group(id: string, mappedByProvider: boolean): SubjectModel {
  return { kind: SubjectKind.OIDC_GROUP, id, mappedByProvider };
}

export function roleModel(
  permissions: readonly string[],
  places: PlacesModel,
  more: Partial<RoleModel> = {},
): RoleModel {
  return {
    path: 'Roles/role',
    name: 'role',
    description: '',
    permissions,
    places,
    subjects: [service('somebody')],
    ...more,
  };
}

export function userModel(id: string, places: PlacesModel, more: Partial<UserModel> = {}): UserModel {
  return { path: `Roles/Users/${id}`, id, email: `${id}@example.com`, roles: [], places, active: true, ...more };
}

/** Any permission of the grammar, wildcards and `temporal:admin` among them. */
export const anyPermission = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PERMISSIONS) },
  { weight: 1, arbitrary: fc.constantFrom(...RESOURCES).map((resource) => `temporal:${resource}:*`) },
);

export const anyPermissions = fc.uniqueArray(anyPermission, { maxLength: 12 });

/** Any places of the declared namespaces: none, some, all by name, or everywhere. */
export const anyPlaces: fc.Arbitrary<PlacesModel> = fc.oneof(
  fc.subarray(DECLARED).map((names) => only(...names)),
  fc.constant(everywhere),
);

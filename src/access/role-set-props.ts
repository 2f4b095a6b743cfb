import { refuse } from '../core/errors';
import {
  bool,
  instanceOf,
  listOf,
  matching,
  nonEmpty,
  optional,
  options,
  readOptions,
  type Shape,
  text,
  unique,
} from '../core/guards';
import { isoTimestamp } from './iso-timestamp';
import { permission } from './permission';
import type { PredefinedRoleProps, PredefinedRolesProps } from './predefined-roles';
import { Role, type RoleProps } from './role';
import { temporalNamespaceName } from './temporal-namespace-name';
import { temporalNamespaces } from './temporal-namespaces';
import type { UserProps } from './user';

/** Options of `RbacRoleSet`. */
export interface RbacRoleSetProps {
  /** The Temporal namespaces that exist. Roles and users can name no other. */
  readonly temporalNamespaces: string[];
  /**
   * How the predefined roles are granted.
   *
   * @default - see `PredefinedRolesProps`
   */
  readonly predefined?: PredefinedRolesProps;
}

const PREDEFINED_ROLE = optional(
  options<PredefinedRoleProps>({
    temporalNamespaces: optional(temporalNamespaces),
    acceptCoarse: optional(text('a reason')),
  }),
);

const PREDEFINED_ROLES: Shape<PredefinedRolesProps> = {
  admin: PREDEFINED_ROLE,
  developer: PREDEFINED_ROLE,
  operator: PREDEFINED_ROLE,
  viewer: PREDEFINED_ROLE,
  service: PREDEFINED_ROLE,
  worker: PREDEFINED_ROLE,
  starter: PREDEFINED_ROLE,
  scheduleManager: PREDEFINED_ROLE,
  namespaceOwner: PREDEFINED_ROLE,
  auditor: PREDEFINED_ROLE,
};

/** Reads the options of a role set. */
export function readRoleSetProps(props: RbacRoleSetProps) {
  return readOptions<RbacRoleSetProps>('RbacRoleSet', props, {
    temporalNamespaces: nonEmpty(
      unique(listOf(temporalNamespaceName), (name) => name),
      'Name the Temporal namespaces that exist.',
    ),
    predefined: optional(options(PREDEFINED_ROLES)),
  });
}

/** Reads the options of a role. */
export function readRoleProps(props: RoleProps): RoleProps {
  const read = readOptions<RoleProps>('RoleProps', props, {
    permissions: PERMISSIONS,
    temporalNamespaces,
    denies: optional(nonEmpty(PERMISSIONS, 'Name what the role denies, or leave the option out.')),
    taskQueues: optional(names('a task queue')),
    workflowTypes: optional(names('a workflow type')),
    includes: optional(nonEmpty(ROLES, 'Name the roles that it includes, or leave the option out.')),
    description: optional(text('a description')),
    acceptCoarse: optional(text('a reason')),
  });
  if (read.permissions.length === 0 && read.denies === undefined && read.includes === undefined) {
    nonEmpty(PERMISSIONS, 'Name what the role permits, or leave the role out.')([], 'RoleProps.permissions');
  }
  return read;
}

const PERMISSIONS = unique(listOf(permission), String);
const ROLES = unique(listOf(instanceOf(Role, 'a Role that addRole or predefined returned')), (role) => role.roleName);

/** Names that requests carry: Temporal takes any text of up to 1,000 bytes; what it means is what is written, without wildcards. */
function names(what: string) {
  return nonEmpty(unique(listOf(text(what, 1000)), String), `Name ${what}, or leave the option out.`);
}

/** Reads the options of a user. */
export function readUserProps(props: UserProps): UserProps {
  const read = readOptions<UserProps>('UserProps', props, {
    email,
    roles: ROLES,
    temporalNamespaces,
    active: bool,
    expires: optional(isoTimestamp),
    created: optional(isoTimestamp),
    updated: optional(isoTimestamp),
  });
  if (read.created !== undefined && read.updated !== undefined && Date.parse(read.updated) < Date.parse(read.created)) {
    refuse('INVALID_USER', {
      option: 'UserProps.updated',
      value: read.updated,
      expected: `an instant that is not before UserProps.created (${read.created})`,
      fix: 'Correct one of the two.',
    });
  }
  return read;
}

const email = matching(
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/,
  'an e-mail address such as name@example.com',
  'Give the bare address, without a name, brackets or "mailto:".',
  254,
);

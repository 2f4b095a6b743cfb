import { ADMIN, apisOf, type DecidedApi, shortName } from '../../../access/catalogue/api-catalogue';
import { requestOf } from '../../../access/catalogue/api-row';
import { CONTENTS_TABLE } from '../../../access/catalogue/contents-table.generated';
import { permissionsOf } from '../../../access/catalogue/needed-permissions';
import type { RoleModel } from '../../../access/model';
import { implies } from '../../../access/permission-grammar';
import { errorOf, type Problem } from '../../../core/problem';
import type { Rule } from '../../../core/rule';
import type { JudgedRoles } from '../../mode';

/** What a role can be limited to, and how each limit is called. */
const SCOPES = [
  { option: 'taskQueues', what: 'a task queue' },
  { option: 'workflowTypes', what: 'a workflow type' },
] as const;

type Scope = (typeof SCOPES)[number];

export const usableScopes: Rule<JudgedRoles> = {
  id: 'usable-scopes',
  what: 'Every call of a permission that is limited to task queues or workflow types names one.',
  why: 'A task token holds no task queue, and describing, signalling or terminating a workflow names no type: the limit could not be kept.',
  codes: ['INVALID_SCOPE'],
  check: ({ authorization, server }) =>
    authorization.roles.flatMap((role) =>
      SCOPES.flatMap((scope) => scopeProblems(apisOf(server.version), role, scope)),
    ),
};

function scopeProblems(apis: readonly DecidedApi[], role: RoleModel, { option, what }: Scope): Problem[] {
  const names = role[option];
  if (names === undefined) return [];
  const held = [...role.permissions, ...(role.denies ?? [])];
  const without = apis.filter(
    (row) => row.permissions.some((needed) => isHeld(held, needed)) && !isNamedBy(row, option),
  );
  if (without.length === 0) return [];
  const possible = permissionsOf(apis).filter(
    (permission) => permission !== ADMIN && isLimitable(apis, permission, option),
  );
  return [
    errorOf('INVALID_SCOPE', {
      path: role.path,
      option: `RoleProps.${option}`,
      value: names.join(', '),
      expected: `permissions whose every call names ${what}: ${possible.join(', ')}`,
      fix: `Put the other permissions into a role of their own without ${option}; whoever needs both includes it. These name none: ${without.map(shortName).join(', ')}.`,
      details: without.map(shortName),
    }),
  ];
}

function isHeld(held: readonly string[], needed: string): boolean {
  return held.some((one) => implies(one, needed));
}

function isLimitable(apis: readonly DecidedApi[], permission: string, option: Scope['option']): boolean {
  const own = apis.filter((row) => row.permissions.includes(permission));
  return own.length > 0 && own.every((row) => isNamedBy(row, option));
}

/** Whether the request names it; the operations of one that is nothing else are judged by what they name. */
function isNamedBy(row: DecidedApi, option: Scope['option']): boolean {
  const contents = CONTENTS_TABLE.messages[requestOf(row)];
  return contents?.whole === true || contents?.[option === 'taskQueues' ? 'taskQueue' : 'workflowType'] !== undefined;
}

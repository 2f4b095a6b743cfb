import {
  Enforcement,
  Guarantee,
  Permission,
  PolicyConfigMaps,
  RbacRoleSet,
  Subject,
  TemporalNamespaces,
} from 'cdk8s-temporal-auth';
import type { Program } from '../gen/program';
import type { BrokenProgram } from './broken-program';

const PAYMENTS = { temporalNamespaces: TemporalNamespaces.of('payments') };
const START = { permissions: [Permission.WORKFLOW_START], ...PAYMENTS };
const END = { permissions: [Permission.WORKFLOW_TERMINATE], ...PAYMENTS };

/** A role set in a program where the policy server decides, or what is given. */
function rolesIn(program: Program, enforcement = Enforcement.policy()): RbacRoleSet {
  const roles = new RbacRoleSet(program.chart, 'Roles', { temporalNamespaces: ['payments'] });
  program.stack({ roles, enforcement });
  return roles;
}

/** Roles of which what decides would keep less, or allow more, than the program says. */
export const UNDECIDABLE_POLICIES: readonly BrokenProgram[] = [
  {
    what: 'a limit to task queues on what names none',
    code: 'INVALID_SCOPE',
    option: 'RoleProps.taskQueues',
    build: (program) => {
      const role = rolesIn(program).addRole('ender', { ...END, taskQueues: ['tills'] });
      role.bind(Subject.service('till'));
    },
  },
  {
    what: 'more task queues than a ConfigMap holds',
    code: 'POLICY_TOO_LARGE',
    option: 'PolicyOptions.shards',
    build: (program) => {
      const taskQueues = Array.from({ length: 300 }, (_, index) => `${'q'.repeat(990)}${index}`);
      rolesIn(program)
        .addRole('starter', { ...START, taskQueues })
        .bind(Subject.service('till'));
    },
  },
  {
    what: 'a role that is bound once a pod names the ConfigMaps by what they hold',
    code: 'OUTDATED_FILES',
    option: 'PodFiles.addTo',
    build: (program) => {
      const roles = program.roles();
      const enforcement = Enforcement.policy({ configMaps: PolicyConfigMaps.BY_CONTENT_HASH });
      program.stack({ roles, enforcement }).frontend.volumes();
      roles.predefined.admin.bind(Subject.service('till'));
    },
  },
  {
    what: 'a group where no claim of a token lists groups',
    code: 'GROUP_NOT_MAPPED',
    option: 'Role.bind(subject)',
    build: (program) => {
      rolesIn(program).predefined.admin.bind(Subject.oidcGroup('ops', { mappedByProvider: true }));
    },
  },
  {
    what: 'a guarantee that a role breaks where the policy server decides',
    code: 'BROKEN_GUARANTEE',
    option: 'RbacRoleSet.guarantee(stated)',
    build: (program) => {
      const roles = rolesIn(program);
      roles.guarantee('nobody terminates', Guarantee.only(END));
      roles.addRole('ender', END).bind(Subject.service('till'));
    },
  },
  {
    what: 'a guarantee that a level breaks where the default authorizer decides',
    code: 'BROKEN_GUARANTEE',
    option: 'RbacRoleSet.guarantee(stated)',
    build: (program) => {
      const roles = rolesIn(program, Enforcement.defaultAuthorizer());
      roles.guarantee('nobody terminates', Guarantee.only(END));
      roles.addRole('starter', { ...START, acceptCoarse: 'they may write' }).bind(Subject.service('till'));
    },
  },
  {
    what: 'a guarantee that excepts a role of another set',
    code: 'UNKNOWN_ROLE',
    option: 'GuaranteeExceptions.roles[0]',
    build: (program) => {
      const others = new RbacRoleSet(program.elsewhere, 'Roles', { temporalNamespaces: ['payments'] });
      rolesIn(program).guarantee('few terminate', Guarantee.only({ ...END, roles: [others.addRole('ender', END)] }));
    },
  },
  {
    what: 'two guarantees of one name',
    code: 'DUPLICATE_VALUE',
    option: 'RbacRoleSet.guarantee(name)',
    build: (program) => {
      const roles = rolesIn(program);
      for (const stated of [Guarantee.only(END), Guarantee.only(START)]) roles.guarantee('nobody', stated);
    },
  },
  {
    what: 'a role that denies where the default authorizer decides',
    code: 'ROLE_NOT_EXPRESSIBLE',
    option: 'RoleProps.denies',
    build: (program) => {
      const denies = [Permission.WORKFLOW_TERMINATE];
      const role = rolesIn(program, Enforcement.defaultAuthorizer()).addRole('never', {
        permissions: [],
        denies,
        ...PAYMENTS,
      });
      role.bind(Subject.service('till'));
    },
  },
];

import { Permission } from '../../../../src/access/permission';
import type { RbacRoleSet } from '../../../../src/access/rbac-role-set';
import { Subject } from '../../../../src/access/subject';
import { TemporalNamespaces } from '../../../../src/access/temporal-namespaces';
import { Severity } from '../../../../src/core/problem';
import { usableUi } from '../../../../src/enforcement/default-authorizer/rules/usable-ui';
import { Program } from '../../../gen/program';
import { facts } from '../../../support/findings';

const all = TemporalNamespaces.all();
const payments = TemporalNamespaces.of('payments');

function found(declare: (roles: RbacRoleSet) => void, authentication: 'oidc' | 'apiKeys' = 'oidc') {
  const program = new Program();
  const roles = program.roles();
  declare(roles);
  return facts(usableUi.check(program.stack({ roles, authentication: [program[authentication]()] })._toModel()));
}

const ann = (temporalNamespaces: TemporalNamespaces, permissions: Permission[]) => (roles: RbacRoleSet) => {
  const held = [roles.addRole('role', { permissions, temporalNamespaces: all, acceptCoarse: 'accepted' })];
  roles.addUser('ann', { email: 'ann@example.com', roles: held, temporalNamespaces, active: true });
};

describe('the first page of the UI', () => {
  test('is nobody’s business in a program whose subjects are services', () => {
    expect(found((roles) => roles.predefined.worker.bind(Subject.service('worker')))).toEqual([]);
  });

  test.each([Permission.ADMIN, Permission.CLUSTER_READ])('loads with %s over all', (permission) => {
    expect(found(ann(all, [permission, Permission.WORKFLOW_START]))).toEqual([]);
  });

  test('does not load for a person with roles in Temporal namespaces alone', () => {
    expect(found(ann(payments, [Permission.ADMIN]))).toEqual([
      {
        severity: Severity.WARNING,
        code: 'UI_UNUSABLE',
        path: 'temporal/Roles',
        option: 'claimsFor(ann)',
        found: 'payments:admin',
      },
    ]);
  });

  test('does not load for the members of such a group either', () => {
    const devs = Subject.oidcGroup('devs', { mappedByProvider: true });
    expect(found((roles) => roles.predefined.worker.bind(devs))).toMatchObject([{ option: 'claimsFor(devs)' }]);
  });

  test('does not load where its pods stand and nobody can log in', () => {
    const program = new Program();
    const auth = program.stack();
    expect(facts(usableUi.check(auth._toModel()))).toEqual([]);
    auth.ui.env();
    expect(facts(usableUi.check(auth._toModel()))).toEqual([
      {
        severity: Severity.WARNING,
        code: 'UI_UNUSABLE',
        path: 'temporal/Auth',
        option: 'TemporalAuthStack.ui',
        value: '',
      },
    ]);
  });

  test('is nobody’s business where its pods stand and people log in, or other pods stand', () => {
    const program = new Program();
    const auth = program.stack({ authentication: [program.oidc()] });
    auth.ui.env();
    const others = new Program().stack();
    others.commandLine.env();
    expect([auth, others].map((stack) => usableUi.check(stack._toModel()))).toEqual([[], []]);
  });

  test('is not asked for by who holds nothing, or where the UI has no login', () => {
    expect(found(ann(TemporalNamespaces.of(), [Permission.ADMIN]))).toEqual([]);
    expect(found(ann(payments, [Permission.ADMIN]), 'apiKeys')).toEqual([]);
  });
});

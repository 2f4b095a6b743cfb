import { Permission } from '../../../../src/access/permission';
import { TemporalNamespaces } from '../../../../src/access/temporal-namespaces';
import { clusterActions } from '../../../../src/enforcement/default-authorizer/rules/cluster-actions';
import { roleSet } from '../../../access/builders';
import { judged } from '../../judged';

const all = TemporalNamespaces.all();
const of = TemporalNamespaces.of;
const READS = ['temporal:workflow:read', 'temporal:namespace:list'];

function found(permissions: string[], user: TemporalNamespaces, role = all, active = true) {
  const roles = roleSet();
  const held = roles.addRole('role', { permissions: permissions.map(Permission.parse), temporalNamespaces: role });
  roles.addUser('u', { email: 'u@example.com', roles: [held], temporalNamespaces: user, active });
  return clusterActions
    .check(judged(roles._toModel()))
    .map(({ severity, code, details }) => ({ severity, code, details }));
}

describe('a user', () => {
  test('who is not limited is fine', () => {
    expect(found(READS, all)).toEqual([]);
  });

  test('who is limited is told which actions on the cluster a role over all does not give', () => {
    expect(found(READS, of('testing'))).toEqual([
      { severity: 'WARNING', code: 'CLUSTER_ACTIONS_WITHHELD', details: ['WorkflowService/ListNamespaces'] },
    ]);
  });

  test('who is limited and whose role names no such action is fine', () => {
    expect(found(['temporal:workflow:read'], of('testing'))).toEqual([]);
    expect(found(['temporal:admin'], of('testing'))).toEqual([]);
  });

  test('whose role is limited itself is told at the role, and who may go nowhere is told that', () => {
    expect(found(READS, of('testing'), of('testing'))).toEqual([]);
    expect(found(READS, of())).toEqual([]);
  });

  test('G12 who is inactive is nobody to warn about', () => {
    expect(found(READS, of('testing'), all, false)).toEqual([]);
  });
});

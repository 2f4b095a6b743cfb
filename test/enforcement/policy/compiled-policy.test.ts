import { Permission } from '../../../src/access/permission';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import { CompiledPolicy } from '../../../src/enforcement/policy/compiled-policy';
import { roleSet } from '../../access/builders';
import { refusalOf } from '../../support/refusal';

const ANN = '3b1f8c52-6e0d-4f4e-8a55-000000000001';

function policy() {
  const roles = roleSet();
  const { developer, viewer } = roles.predefined;
  const never = roles.addRole('never', {
    permissions: [],
    denies: [Permission.WORKFLOW_TERMINATE],
    temporalNamespaces: TemporalNamespaces.all(),
  });
  roles.addUser(ANN, {
    email: 'ann@example.com',
    roles: [developer, never],
    temporalNamespaces: TemporalNamespaces.all(),
    active: true,
  });
  developer.bind(Subject.service('shop'));
  viewer.bind(Subject.oidcGroup('devs', { mappedByProvider: true }));
  return CompiledPolicy._of(compilePolicy(roles._toModel(), '1.32.2', []));
}

const TERMINATE = { api: 'TerminateWorkflowExecution', temporalNamespace: 'testing' };

describe('a compiled policy', () => {
  test('says what users and roles hold', () => {
    expect(policy().getUserRoles(ANN)).toEqual(['never', 'temporal-developer']);
    expect(policy().getUserRoles('constructor')).toEqual([]);
    expect(policy().getRolePermissions('temporal-viewer')).toContain('temporal:workflow:list');
    expect(refusalOf(() => policy().getRolePermissions('toString'))).toMatchObject({ code: 'UNKNOWN_ROLE' });
    expect(policy().getUserPermissions(ANN, 'testing')).toContain('temporal:workflow:start');
    expect(policy().getUserPermissions(ANN, 'testing')).not.toContain('temporal:workflow:terminate');
    expect(policy().getUserPermissions(ANN, 'production')).toEqual([]);
  });

  test.each([
    ['testing', 'temporal:workflow:start', true],
    ['production', 'temporal:workflow:start', false],
    ['testing', 'temporal:workflow:terminate', false],
    ['testing', 'temporal:activity:*', true],
    ['testing', 'temporal:workflow:*', false],
    ['testing', 'temporal:admin', false],
  ])('validates access in %s to %s', (temporalNamespace, action, allowed) => {
    expect(policy().validateUserAccess(ANN, temporalNamespace, action)).toBe(allowed);
  });

  test('explains what it decides', () => {
    const explain = policy().explain.bind(policy());
    expect(explain({ service: 'shop' }, TERMINATE)).toEqual({
      subject: 'service shop',
      allowed: true,
      why: 'service shop holds role temporal-developer',
    });
    expect(explain({ user: ANN }, TERMINATE).why).toBe(
      `role never, which user ${ANN} holds, denies temporal:workflow:terminate in testing`,
    );
    expect(explain({ groups: ['devs'] }, TERMINATE)).toMatchObject({
      subject: 'group devs',
      allowed: false,
      why: 'nothing grants temporal:workflow:terminate in testing',
    });
    expect(explain({}, { api: 'ListNamespaces' }).why).toBe('nothing grants temporal:namespace:list on the cluster');
    expect(explain({ service: 'shop' }, { api: 'Health/Check' }).why).toBe('everybody may call it');
    expect(explain({ service: 'shop' }, { ...TERMINATE, api: 'StartBatchOperation' }).why).toContain(
      'give the request',
    );
    const start = {
      ...TERMINATE,
      api: 'StartWorkflowExecution',
      request: { workflowType: { name: 'Pay' }, taskQueue: { name: 'tills' } },
    };
    expect(explain({ groups: ['devs'] }, start).why).toBe(
      'nothing grants temporal:workflow:start in testing, task queue tills, workflow type Pay',
    );
  });

  test('refuses APIs that there are not, and tells which were meant', () => {
    expect(refusalOf(() => policy().explain({}, { api: 'TerminateWorkflowExecutions' }))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'PolicyCall.api',
      fix: expect.stringContaining('TerminateWorkflowExecution'),
    });
    expect(policy().explain({}, { api: 'AdminService/DescribeCluster' }).allowed).toBe(false);
  });

  test('says who can', () => {
    expect(policy().whoCan(TERMINATE)).toEqual([
      { subject: 'service shop', allowed: true, why: 'service shop holds role temporal-developer' },
    ]);
    expect(
      policy()
        .whoCan({ api: 'DescribeNamespace', temporalNamespace: 'testing' })
        .map(({ subject }) => subject),
    ).toEqual([`user ${ANN}`, 'service shop', 'group devs']);
  });

  test('is the same when it is read back', () => {
    const read = CompiledPolicy.fromJson(policy().toJson());
    expect(read.toJson()).toBe(policy().toJson());
    expect(read.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(read.hash).toBe(policy().hash);
  });
});

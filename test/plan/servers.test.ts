import { Permission } from '../../src/access/permission';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { planFor, readPlan } from '../../src/plan/plan';
import { completeProgram, Program } from '../gen/program';

const serversOf = ({ app }: Program) => readPlan(JSON.stringify(planFor(app)), 'plan.json').servers;

describe('the servers in a plan', () => {
  test('say who may do what, as claims() does', () => {
    const program = completeProgram();
    const [{ path, pki, subjects, address, refused }] = serversOf(program);
    const { auth } = program;
    expect([path, pki, address, refused]).toEqual([
      auth.node.path,
      auth.pki.node.path,
      auth.frontendAddress,
      undefined,
    ]);
    expect(auth.claims().length).toBeGreaterThan(0);
    for (const { subject, subjectKind, permissions } of auth.claims()) {
      expect(subjects).toContainEqual(expect.objectContaining({ id: subject, kind: subjectKind, claims: permissions }));
    }
  });

  test('have a line for whoever may do nothing', () => {
    const program = new Program();
    const roles = program.roles();
    program.stack({ roles }).addService('idle', { temporalNamespace: 'payments' });
    roles.addUser('gone', {
      email: 'gone@example.com',
      roles: [roles.predefined.worker],
      temporalNamespaces: TemporalNamespaces.all(),
      active: false,
    });
    const [{ subjects }] = serversOf(program);
    expect(subjects).toEqual([
      { kind: 'USER', id: 'gone', email: 'gone@example.com', roles: ['temporal-worker'], active: false, claims: [] },
      { kind: 'SERVICE', id: 'idle', roles: [], active: true, claims: [] },
    ]);
  });

  test('are read with more subjects than a list of a program may have', () => {
    const plan = JSON.parse(JSON.stringify(planFor(completeProgram().app)));
    const [{ subjects }] = plan.servers;
    const [{ claims }] = plan.policies;
    plan.servers[0].subjects = Array(10_001).fill(subjects[0]);
    plan.policies[0].claims = Array(10_001).fill(claims[0]);
    const read = readPlan(JSON.stringify(plan), 'plan.json');
    expect([read.servers[0].subjects.length, read.policies[0].claims.length]).toEqual([10_001, 10_001]);
  });

  test('say the code where synthesis refuses the roles, and grant nobody anything', () => {
    const program = new Program();
    const roles = program.roles();
    const starter = roles.addRole('starter', {
      permissions: [Permission.WORKFLOW_START],
      temporalNamespaces: TemporalNamespaces.of('payments'),
    });
    starter.bind(Subject.service('ci'));
    program.stack({ roles });
    const [{ refused, subjects, roles: asked }] = serversOf(program);
    expect(refused).toBe('ROLE_NOT_EXPRESSIBLE');
    expect(subjects).toEqual([{ kind: 'SERVICE', id: 'ci', roles: ['starter'], active: true, claims: [] }]);
    expect(asked.at(-1)).toMatchObject({ name: 'starter', permissions: ['temporal:workflow:start'] });
  });
});

import { Enforcement } from '../../src/access/enforcement';
import { Subject } from '../../src/access/subject';
import { planFor, readPlan } from '../../src/plan/plan';
import { completeProgram, Program } from '../gen/program';
import { refusalOf } from '../support/refusal';

const written = ({ app }: Program) => JSON.stringify(planFor(app));
const policiesOf = (program: Program) => readPlan(written(program), 'plan.json').policies;

describe('the policies in a plan', () => {
  test.each([
    ['the policy server', Enforcement.policy()],
    ['the default authorizer', Enforcement.defaultAuthorizer()],
  ])('are what a program that asks is told, where %s decides', (_, enforcement) => {
    const program = new Program();
    const roles = program.roles();
    const auth = program.stack({ roles, enforcement });
    roles.predefined.worker.bind(auth.addService('worker', { temporalNamespace: 'payments' }));
    roles.predefined.admin.bind(Subject.service('ops'));
    expect(policiesOf(program)).toEqual([
      {
        path: auth.node.path,
        policy: auth.policy()._policy,
        mode: enforcement._model.kind,
        claims: [
          { subject: 'service ops', items: ['temporal-system:admin'] },
          { subject: 'service worker', items: ['payments:write'] },
        ],
        refused: [],
      },
    ]);
    expect(Object.keys(policiesOf(program)[0].policy.services)).toEqual(['ops', 'worker']);
  });

  test('say why the other mode would refuse the program', () => {
    const program = new Program();
    const roles = program.roles();
    roles.predefined.worker.bind(Subject.oidcGroup('devs', { mappedByProvider: false }));
    program.stack({ roles, enforcement: Enforcement.policy({ groupsClaimName: 'groups' }) });
    const [{ claims, refused }] = policiesOf(program);
    expect(refused).toEqual(['GROUP_NOT_MAPPED at temporal/Roles/Predefined/temporal-worker']);
    expect(claims).toEqual([{ subject: 'group devs', items: ['payments:write'] }]);
  });

  test('are none where no server is declared', () => {
    expect(policiesOf(new Program())).toEqual([]);
  });

  test.each<[string, (plan: Record<string, Record<string, unknown>[]>) => void, string, string]>([
    ['lacks a path', (plan) => delete plan.policies[0].path, 'MISSING_OPTION', 'plan.policies[0].path'],
    [
      'holds a policy of another version',
      (plan) => Object.assign(plan.policies[0].policy as object, { version: 2 }),
      'INVALID_VALUE',
      'plan.policies[0].policy.version',
    ],
    [
      'has more than this command line knows',
      (plan) => Object.assign(plan.policies[0], { certificates: [] }),
      'UNKNOWN_OPTION',
      'plan.policies[0].certificates',
    ],
  ])('are refused where one %s', (_, change, code, option) => {
    const plan = JSON.parse(written(completeProgram()));
    change(plan);
    expect(refusalOf(() => readPlan(JSON.stringify(plan), 'plan.json'))).toMatchObject({ code, option });
  });
});

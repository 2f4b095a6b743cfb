import { allCallers } from '../../../src/enforcement/policy/answer';
import { explainCall } from '../../../src/enforcement/policy/explain';
import { planFor } from '../../../src/plan/plan';
import { policyProgram } from '../../support/policy-program';

const { policy } = planFor(policyProgram().app).policies[0];
const all = allCallers(policy, 0);

describe('who may call what', () => {
  test('are those to whom a call that carries nothing is allowed, where it names nothing that limits them', () => {
    const listed = all.find(
      ({ api, place }) => api.api.endsWith('WorkflowService/QueryWorkflow') && place === 'payments',
    );
    expect(listed).toMatchObject({ how: 'allowed', subjects: ['group operators', 'user a-guest-for-a-while'] });
    const call = { api: listed?.api.api ?? '', temporalNamespace: 'payments', request: {} };
    expect(explainCall(policy, { user: 'a-guest-for-a-while' }, call, 0).allowed).toBe(true);
    expect(explainCall(policy, { service: 'shop' }, call, 0).allowed).toBe(false);
  });

  test('are told apart by which requests they may send', () => {
    const start = all.filter(
      ({ api, place }) => api.api.endsWith('WorkflowService/StartWorkflowExecution') && place === 'payments',
    );
    expect(start.map(({ subjects, how }) => [subjects, how.split(':')[0]])).toEqual([
      [['group operators'], 'allowed'],
      [['service shop'], 'by its request'],
      [['user a-guest-for-a-while'], 'by its request'],
    ]);
  });

  test('are on the cluster for calls on the cluster alone', () => {
    for (const { api, place } of all) expect(place === '(cluster)').toBe(api.scope === 'cluster');
  });
});

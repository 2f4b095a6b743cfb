import { whoCanSection } from '../../../../src/cli/report/sections/who-can';
import type { Policy } from '../../../../src/enforcement/policy/policy';
import { planFor } from '../../../../src/plan/plan';
import { policyProgram } from '../../../support/policy-program';
import { HOSTILE } from '../../../support/reported-program';
import { textOf } from '../../../support/text-of';

const { markup } = whoCanSection('part-1', planFor(policyProgram().app).policies[0].policy);
const rowOf = (api: string) =>
  markup
    .split('<tr ')
    .map(textOf)
    .find((row) => row.includes(` WorkflowService/${api} `));

describe('who can call what', () => {
  test('is chosen by resource', () => {
    const summaries = [...markup.matchAll(/<summary>([^<]*)</g)].map(([, text]) => text);
    expect(summaries).toEqual([...summaries].sort());
    expect(summaries).toContain('workflow');
    expect(summaries).toContain('admin');
  });

  test('names who may call an API, where, and by which requests', () => {
    const start = rowOf('StartWorkflowExecution');
    expect(start).toContain('orders-of-a-department , payments , (undeclared) : group operators');
    expect(start).toContain(
      `payments : service shop by its request: temporal:workflow:start on task queue ${HOSTILE}, tills;`,
    );
    expect(start).not.toContain('worker-of');
  });

  test('names nobody to whom it is denied', () => {
    expect(rowOf('TerminateWorkflowExecution')).not.toContain('guest');
    expect(rowOf('QueryWorkflow')).toContain('user a-guest-for-a-while');
  });

  test('counts those that would be too many to name', () => {
    expect(rowOf('GetWorkflowExecutionHistory')).toMatch(
      /payments : group operators ,( service worker-\S+ ,?){11}and 20 more/,
    );
  });

  test('counts nobody where all are named', () => {
    const names = Array.from({ length: 12 }, (_, index) => `service-${index}`);
    const everybody: Policy = {
      ...planFor(policyProgram().app).policies[0].policy,
      roles: { reader: { allow: ['temporal:workflow:history'], places: '*' } },
      users: {},
      groups: {},
      services: Object.fromEntries(names.map((name) => [name, { roles: ['reader'] }])),
    };
    const row = textOf(whoCanSection('part-1', everybody).markup);
    expect(row).toContain('service-11');
    expect(row).not.toMatch(/ more/);
  });

  test('F15 holds every text as text', () => {
    expect(markup).not.toContain('<script');
  });
});

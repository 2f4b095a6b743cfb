import { policySection } from '../../../../src/cli/report/sections/policy';
import { planFor } from '../../../../src/plan/plan';
import { policyProgram } from '../../../support/policy-program';
import { HOSTILE } from '../../../support/reported-program';
import { textOf } from '../../../support/text-of';

const { servers, policies } = planFor(policyProgram().app);
const { markup } = policySection('part-1', servers[0], policies[0].policy);
const rows = markup.split('<tr ').map(textOf);
const rowOf = (name: string) => rows.find((row) => row.startsWith(`role="row"> ${name} `));

describe('the permission table of the policy', () => {
  test('says where each subject holds its roles, and until when', () => {
    expect(rowOf('a-guest-for-a-while@example.com')).toMatch(
      / person careful-in-production payments until 2030-06-01T/,
    );
    expect(rowOf('someone-who-left@example.com')).toContain('nowhere: inactive');
    expect(rowOf('shop')).toContain('service starter the places of its roles');
    expect(rowOf('operators')).toContain('group temporal-admin');
    expect(rowOf('idle')).toContain('no role nowhere: every call is denied');
  });

  test('says what each role permits and denies, where, and of which calls', () => {
    const careful = rowOf('careful-in-production');
    expect(careful).toContain('temporal:workflow: * temporal:workflow: delete , terminate ');
    expect(careful).toContain('every Temporal namespace, and the cluster anything');
    expect(rowOf('starter')).toContain(`temporal:workflow: start – payments task queue ${HOSTILE} task queue tills`);
  });

  test('F15 holds every text as text', () => {
    expect(markup).not.toContain('<script');
    expect(textOf(markup).split(HOSTILE)).toHaveLength(3); // a description and a task queue
  });
});

import { Permission } from '../../../src/access/permission';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import type { PolicyCall } from '../../../src/enforcement/policy/compiled-policy';
import { apiNamed } from '../../../src/enforcement/policy/explain';
import { refusalOf } from '../../support/refusal';
import { policyProgram } from './program';

const { roles, auth } = policyProgram({ groupsClaimName: 'groups' });
const payments = TemporalNamespaces.of('payments');
const holder = roles.addRole('ender', { permissions: [Permission.WORKFLOW_TERMINATE], temporalNamespaces: payments });
holder.bind(Subject.service('till'));
holder.bind(Subject.oidcGroup('devs', { mappedByProvider: false }));
roles
  .addRole('never', {
    permissions: [],
    denies: [Permission.WORKFLOW_TERMINATE],
    temporalNamespaces: TemporalNamespaces.all(),
  })
  .bind(Subject.oidcGroup('careful', { mappedByProvider: false }));

const policy = auth.policy()._policy;
const END = { api: 'TerminateWorkflowExecution', temporalNamespace: 'payments' };
const FULL = '/temporal.api.workflowservice.v1.WorkflowService/TerminateWorkflowExecution';

describe('the name of an API', () => {
  test.each([FULL, 'WorkflowService/TerminateWorkflowExecution', 'TerminateWorkflowExecution'])(
    '%s means the same',
    (given) => {
      expect(apiNamed(policy, given, 'api')).toBe(FULL);
    },
  );

  test('of two services means the public one where the service is left out', () => {
    expect(apiNamed(policy, 'ListClusters', 'api')).toContain('.OperatorService/');
    expect(apiNamed(policy, 'AdminService/ListClusters', 'api')).toContain('.AdminService/');
  });

  test.each([
    'terminateworkflowexecution',
    'TerminateWorkflow',
    'Service/TerminateWorkflowExecution',
    '/evil.Service/TerminateWorkflowExecution',
    '',
  ])('G04 %j, which is no whole name, is refused', (given) => {
    expect(refusalOf(() => apiNamed(policy, given, 'api'))).toMatchObject({ code: 'INVALID_VALUE', option: 'api' });
  });

  test('that a later server brings is refused by an older one', () => {
    const ofOlder = { ...policy, server: '1.31.2' };
    expect(apiNamed(policy, 'PauseActivityExecution', 'api')).toContain('/PauseActivityExecution');
    expect(refusalOf(() => apiNamed(ofOlder, 'PauseActivityExecution', 'api')).expected).toContain('Temporal 1.31.2');
  });
});

describe('a decision is explained', () => {
  const why = (caller: object, call: PolicyCall) => auth.policy().explain(caller, call).why;

  test('by each role that lets it in, once, whoever holds it', () => {
    expect(why({ groups: ['devs'], service: 'till' }, END)).toBe('service till holds role ender');
  });

  test('by the deny, by whom it is held and where', () => {
    expect(why({ service: 'till', groups: ['careful'] }, END)).toBe(
      'role never, which group careful holds, denies temporal:workflow:terminate in payments',
    );
  });

  test('G02 by the Temporal namespace that a request does not name', () => {
    expect(why({ service: 'till' }, { api: END.api })).toBe(
      'nothing grants temporal:workflow:terminate in a Temporal namespace that the request does not name',
    );
  });

  test('by the API, where no server lets anybody call it', () => {
    expect(why({ service: 'till' }, { api: 'Health/List' })).toBe(
      `no server ${policy.server} lets anybody call /grpc.health.v1.Health/List`,
    );
  });
});

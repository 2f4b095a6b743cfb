import { Permission } from '../../../src/access/permission';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { policyProgram } from './program';

const payments = TemporalNamespaces.of('payments');

describe('the table of a policy', () => {
  test('has a row for whoever holds a role and a row for each role, with all that limits them', () => {
    const { roles, auth } = policyProgram({ groupsClaimName: 'groups' });
    const starter = roles.addRole('starter', {
      permissions: [Permission.WORKFLOW_START],
      denies: [Permission.WORKFLOW_TERMINATE],
      taskQueues: ['tills', 'bins'],
      workflowTypes: ['Pay'],
      temporalNamespaces: payments,
    });
    roles.addUser('ann', {
      email: 'ann@example.com',
      roles: [starter, roles.predefined.admin],
      temporalNamespaces: payments,
      active: true,
      expires: '2030-01-01T00:00:00Z',
    });
    starter.bind(Subject.service('till'));
    starter.bind(Subject.oidcGroup('devs', { mappedByProvider: false }));
    expect(auth.permissionTable().split('\n')).toEqual([
      '| subject | name | roles | limited to | until |',
      '|---|---|---|---|---|',
      '| user (`sub`) | `ann` | starter, temporal-admin | `payments` | 2030-01-01T00:00:00Z |',
      '| service (`sub`) | `till` | starter | all |  |',
      '| group | `devs` | starter | all |  |',
      '',
      '| role | where | may | may not | task queues | workflow types |',
      '|---|---|---|---|---|---|',
      '| starter | `payments` | `temporal:workflow:start` | `temporal:workflow:terminate` | `bins`, `tills` | `Pay` |',
      '| temporal-admin | all | `temporal:admin` |  |  |  |',
      '',
    ]);
  });

  test('K15 shows a name to the letter, whatever it has of Markdown', () => {
    const { roles, auth } = policyProgram();
    const starter = roles.addRole('starter', {
      permissions: [Permission.WORKFLOW_START],
      taskQueues: ['a|b', '`c`', 'd``e'],
      temporalNamespaces: payments,
    });
    starter.bind(Subject.service('auth0|1'));
    const table = auth.permissionTable();
    expect(table).toContain('| service (`sub`) | `auth0\\|1` |');
    expect(table).toContain('| `` `c` ``, `a\\|b`, ``` d``e ``` |');
  });
});

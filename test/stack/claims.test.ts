import { type ApiObject, JsonPatch } from 'cdk8s';
import { Permission } from '../../src/access/permission';
import { Subject, SubjectKind } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { completeProgram } from '../gen/program';
import { codeOf } from '../support/refusal';

describe('the claims of a stack', () => {
  test('are what a token must carry, for each kind of subject', () => {
    const { auth } = completeProgram();
    const { admin } = auth.roles.predefined;
    const temporalNamespaces = TemporalNamespaces.all();
    const ops = auth.roles.addUser('ops', { email: 'o@example.com', roles: [admin], temporalNamespaces, active: true });
    const devs = Subject.oidcGroup('devs', { mappedByProvider: true });
    admin.bind(devs);
    const permissions = ['temporal-system:admin'];
    const expected = [
      { subjectKind: SubjectKind.OIDC_GROUP, subject: 'devs', permissions },
      { subjectKind: SubjectKind.SERVICE, subject: 'payments-worker', permissions: ['payments:write'] },
      { subjectKind: SubjectKind.USER, subject: 'ops', permissions },
    ];
    expect(auth.claims()).toEqual(expected);
    expect([devs, Subject.service('payments-worker'), ops].map((subject) => auth.claimsFor(subject))).toEqual(expected);
    expect(auth.permissionTable()).toContain('| service (`sub`) | `payments-worker` | `["payments:write"]` |');
  });

  test('of somebody who holds nothing are empty, and a name is told apart by its kind', () => {
    const { auth } = completeProgram();
    const devs = Subject.oidcGroup('payments-worker', { mappedByProvider: true });
    for (const nobody of [Subject.service('nobody'), devs]) expect(auth.claimsFor(nobody).permissions).toEqual([]);
  });

  test('are handed out as copies', () => {
    const { auth } = completeProgram();
    auth.claims()[0].permissions.push('temporal-system:admin');
    expect(auth.claims()[0].permissions).toEqual(['payments:write']);
  });

  test('follow every line of the program', () => {
    const { auth } = completeProgram();
    const late = Subject.service('late');
    expect(auth.claimsFor(late).permissions).toEqual([]);
    auth.roles.predefined.worker.bind(late);
    expect(auth.claimsFor(late).permissions).toEqual(['payments:write']);
  });

  test('are refused while a role would be granted more than it asks for', () => {
    const { auth } = completeProgram();
    const permissions = [Permission.WORKFLOW_READ];
    auth.roles.addRole('reader', { permissions, temporalNamespaces: TemporalNamespaces.of('payments') });
    for (const call of [
      () => auth.claims(),
      () => auth.claimsFor(Subject.service('payments-worker')),
      () => auth.permissionTable(),
    ]) {
      expect(codeOf(call)).toBe('ROLE_NOT_EXPRESSIBLE');
    }
  });

  test('are emitted as they were checked: a patch of them is refused', () => {
    const { auth } = completeProgram();
    const claims = auth.node.findChild('Claims') as ApiObject;
    claims.addJsonPatch(JsonPatch.remove('/data'));
    expect(codeOf(() => claims.toJson())).toBe('PATCHED_OUTPUT');
  });
});

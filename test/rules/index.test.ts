import { checkAuthModel } from '../../src/rules';
import {
  authModel,
  type Change,
  withAuthorization,
  withCertificate,
  withRole,
  withServer,
  withService,
} from '../gen/auth-model';

const fix = { id: 'f', what: 'it is fixed', fixedIn: ['1.32.3'] };

const inDefault: Change = (model) =>
  withCertificate('service', { namespace: 'default' })(withService({ namespace: 'default' })(model));

/** The worker may do all that its level grants, so that nothing is found. */
const exact: Change = (model) => {
  const roles = model.authorization.roles.map((role) => ({ ...role, permissions: ['temporal:admin'] }));
  return withAuthorization({ roles })(model);
};

describe('all rules together', () => {
  test('find nothing in a valid program', () => {
    expect(checkAuthModel(authModel(exact))).toEqual([]);
  });

  test.each<[string, Change]>([
    ['VULNERABLE_SERVER_VERSION', withServer({ missingFixes: [fix] })],
    ['UNREAD_KEY', withServer({ version: '1.31.2' })],
    ['NAME_NOT_IN_CERTIFICATE', withCertificate('database-client', { commonName: 'x' })],
    ['UNKNOWN_TEMPORAL_NAMESPACE', withService({ temporalNamespace: 'x' })],
    ['SHARED_NAMESPACE', inDefault],
    ['EMPTY_ROLE', withRole({ subjects: [] })],
    ['NO_ACCESS', withRole({ places: { everywhere: false, temporalNamespaces: [] } })],
    ['UNBOUND_SERVICE', withAuthorization({ roles: [] })],
    ['UI_UNUSABLE', withRole()],
  ])('find %s where one thing is broken, and nothing else', (code, change) => {
    expect(checkAuthModel(authModel(exact, change)).map((finding) => finding.code)).toEqual([code]);
  });

  test('report everything at once, servers before services', () => {
    const model = authModel(exact, withService({ temporalNamespace: 'x' }), withServer({ missingFixes: [fix, fix] }));
    expect(checkAuthModel(model).map(({ code }) => code)).toEqual([
      'VULNERABLE_SERVER_VERSION',
      'VULNERABLE_SERVER_VERSION',
      'UNKNOWN_TEMPORAL_NAMESPACE',
    ]);
  });
});

import { checkAuthModel } from '../../src/rules';
import {
  authModel,
  type Change,
  withAuthorization,
  withCertificate,
  withClaims,
  withServer,
  withService,
} from '../gen/auth-model';

const fix = { id: 'f', what: 'it is fixed', fixedIn: ['1.32.3'] };

const inDefault: Change = (model) =>
  withCertificate('service', { namespace: 'default' })(withService({ namespace: 'default' })(model));

describe('all rules together', () => {
  test('find nothing in a valid program', () => {
    expect(checkAuthModel(authModel())).toEqual([]);
  });

  test.each<[string, Change]>([
    ['VULNERABLE_SERVER_VERSION', withServer({ missingFixes: [fix] })],
    ['UNREAD_KEY', withServer({ version: '1.31.2' })],
    ['NAME_NOT_IN_CERTIFICATE', withCertificate('database-client', { commonName: 'x' })],
    ['UNKNOWN_TEMPORAL_NAMESPACE', withService({ temporalNamespace: 'x' })],
    ['SHARED_NAMESPACE', inDefault],
    ['UNBOUND_SERVICE', withAuthorization({ boundServices: [] })],
    ['UI_UNUSABLE', withClaims({ kind: 'user', subject: 'ann', permissions: ['payments:read'] })],
  ])('find %s where one thing is broken, and nothing else', (code, change) => {
    expect(checkAuthModel(authModel(change)).map((finding) => finding.code)).toEqual([code]);
  });

  test('report everything at once, servers before services', () => {
    const model = authModel(withService({ temporalNamespace: 'x' }), withServer({ missingFixes: [fix, fix] }));
    expect(checkAuthModel(model).map(({ code }) => code)).toEqual([
      'VULNERABLE_SERVER_VERSION',
      'VULNERABLE_SERVER_VERSION',
      'UNKNOWN_TEMPORAL_NAMESPACE',
    ]);
  });
});

import { authModel, withDatabase, withoutCertificate, withService } from '../gen/auth-model';
import { edgeCertificates } from './edge-certificates';

describe('what each end of an edge has to show', () => {
  test('nothing is found where each has a certificate', () => {
    expect(edgeCertificates(authModel())).toEqual([]);
  });

  test.each([
    ['A19 internode listeners and their callers', 'internode', 'frontend → internal-frontend and 44 more'],
    ['the frontend', 'frontend', 'frontend → frontend and 7 more'],
    ['the Web UI', 'ui', 'ui → frontend'],
    ['the command line', 'command-line', 'command-line → frontend'],
    ['a service', 'service', 'payments-worker → frontend'],
    ['a server whose database asks for one', 'database-client', 'frontend → database and 4 more'],
  ] as const)('an error names both ends where %s lacks it', (_, role, edges) => {
    const [finding, ...others] = edgeCertificates(authModel(withoutCertificate(role)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      option: `${edges}: MtlsPki.${role}`,
      expected: `a certificate for ${role}`,
    });
  });

  test('every edge that one slip breaks is in the details', () => {
    const [{ details }] = edgeCertificates(authModel(withoutCertificate('frontend')));
    expect(details).toEqual([
      'frontend → frontend',
      'internal-frontend → frontend',
      'history → frontend',
      'matching → frontend',
      'worker → frontend',
      'ui → frontend',
      'command-line → frontend',
      'payments-worker → frontend',
    ]);
  });

  test('nothing is found without a database certificate where the database asks for none', () => {
    const model = authModel(withDatabase({ clientCertificate: undefined }), withoutCertificate('database-client'));
    expect(edgeCertificates(model)).toEqual([]);
  });

  test('a service whose profile names another Secret than its certificate has none', () => {
    const { profile } = authModel().services[0];
    const model = authModel(withService({ profile: { ...profile, certificateSecretName: 'other' } }));
    expect(edgeCertificates(model).map(({ option }) => option)).toEqual([
      'payments-worker → frontend: MtlsPki.service',
    ]);
  });
});

import { authModel, withAuthority, withCertificate, withDatabase } from '../gen/auth-model';
import { edgeTrust } from './edge-trust';

describe('what each end of an edge verifies its peer by', () => {
  test('nothing is found where each has something', () => {
    expect(edgeTrust(authModel())).toEqual([]);
  });

  test.each([
    ['internode', 'frontend → internal-frontend and 44 more'],
    ['frontend', 'frontend → frontend and 4 more'],
    ['clients', 'ui → frontend and 2 more'],
    ['database', 'frontend → database and 4 more'],
  ] as const)('A13 an empty list for %s is an error: Go would trust every public authority', (purpose, edges) => {
    const findings = edgeTrust(authModel(withAuthority(purpose, { trust: [] })));
    expect(findings.map(({ option }) => option)).toEqual([`${edges}: MtlsPki.${purpose}`]);
  });

  test('an error is a caller that does not know the frontend', () => {
    const findings = edgeTrust(authModel(withCertificate('ui', { frontendTrust: undefined })));
    expect(findings.map(({ option }) => option)).toEqual(['ui → frontend: certificate temporal-ui frontendTrust']);
  });

  test('a database that asks for no certificate verifies none', () => {
    const model = authModel(withDatabase({ clientCertificate: undefined }), withAuthority('database', { trust: [] }));
    expect(edgeTrust(model)).toEqual([]);
  });
});

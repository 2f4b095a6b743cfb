import { edgePurposes } from '../../src/rules/edge-purposes';
import { authModel, withCertificate } from '../gen/auth-model';

const found = (...changes: Parameters<typeof authModel>) =>
  edgePurposes(authModel(...changes)).map(({ code, option, value }) => [code, option, value]);

describe('what the certificates of an edge were made for', () => {
  test('nothing is found where it is this edge', () => {
    expect(found()).toEqual([]);
  });

  test('P22 a caller with an internode certificate is an error: it would open the internode listeners', () => {
    expect(found(withCertificate('ui', { purpose: 'internode' }))).toEqual([
      ['WRONG_PURPOSE', 'ui → frontend: temporal-ui', '"internode"'],
    ]);
  });

  test('P22 so is a frontend that shows a certificate with which one may call it', () => {
    expect(found(withCertificate('frontend', { purpose: 'clients' }))).toEqual([
      ['WRONG_PURPOSE', 'frontend → frontend and 7 more: temporal-frontend', '"clients"'],
    ]);
  });
});

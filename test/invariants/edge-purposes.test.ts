import { authModel, withCertificate } from '../gen/auth-model';
import { edgePurposes } from './edge-purposes';

const found = (...changes: Parameters<typeof authModel>) =>
  edgePurposes(authModel(...changes)).map(({ option, value }) => [option, value]);

describe('what the certificates of an edge were made for', () => {
  test('nothing is found where it is this edge', () => {
    expect(found()).toEqual([]);
  });

  test('P22 a caller with an internode certificate is an error: it would open the internode listeners', () => {
    expect(found(withCertificate('ui', { purpose: 'internode' }))).toEqual([
      ['ui → frontend: temporal-ui', 'internode'],
    ]);
  });

  test('P22 so is a frontend that shows a certificate with which one may call it', () => {
    expect(found(withCertificate('frontend', { purpose: 'clients' }))).toEqual([
      ['frontend → frontend and 7 more: temporal-frontend', 'clients'],
    ]);
  });
});

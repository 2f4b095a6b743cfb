import { authModel, type Change, withCertificate } from '../gen/auth-model';
import { edgeNames } from './edge-names';

const INTERNODE = 'frontend → internal-frontend and 44 more: temporal-internode.dnsNames';
const FRONTEND = 'frontend → frontend and 7 more: temporal-frontend.dnsNames';

describe('the names that the ends of an edge verify', () => {
  test('nothing is found where the certificates hold them', () => {
    expect(edgeNames(authModel())).toEqual([]);
  });

  test.each<[string, Change, string, string]>([
    [
      'A18 an internode certificate without the name that its callers verify',
      withCertificate('internode', { dnsNames: ['temporal-internode'] }),
      INTERNODE,
      'temporal-internode',
    ],
    [
      'A18 a frontend certificate without the name that its callers verify',
      withCertificate('frontend', { dnsNames: ['temporal-frontend', 'temporal-frontend.temporal'] }),
      FRONTEND,
      'temporal-frontend, temporal-frontend.temporal',
    ],
    [
      'A18 a name that only looks like the verified one',
      withCertificate('frontend', { dnsNames: ['x.temporal-frontend.temporal.svc.cluster.local'] }),
      FRONTEND,
      'x.temporal-frontend.temporal.svc.cluster.local',
    ],
    [
      'P09 the verified name as common name alone',
      withCertificate('frontend', { dnsNames: [], commonName: 'temporal-frontend.temporal.svc.cluster.local' }),
      FRONTEND,
      '',
    ],
  ])('an error is %s', (_, change, option, value) => {
    const findings = edgeNames(authModel(change));
    expect(findings).toEqual([expect.objectContaining({ option, value })]);
  });
});

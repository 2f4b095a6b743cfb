import { authModel, type Change, withCertificate } from '../gen/auth-model';
import { edgeUsages } from './edge-usages';

describe('what the ends of an edge may use their certificates for', () => {
  test('nothing is found where it is what they do with them', () => {
    expect(edgeUsages(authModel())).toEqual([]);
  });

  test.each<[string, Change, string, string]>([
    [
      'A19 an internode certificate that cannot call: it is what a service shows when it calls another one',
      withCertificate('internode', { usages: ['digital signature', 'server auth'] }),
      'frontend → internal-frontend and 44 more: temporal-internode.usages',
      'key usages with "client auth"',
    ],
    [
      'an internode certificate that cannot listen',
      withCertificate('internode', { usages: ['digital signature', 'client auth'] }),
      'frontend → internal-frontend and 44 more: temporal-internode.usages',
      'key usages with "server auth"',
    ],
    [
      'P11 a frontend certificate that cannot listen',
      withCertificate('frontend', { usages: ['digital signature', 'client auth'] }),
      'frontend → frontend and 7 more: temporal-frontend.usages',
      'key usages with "server auth"',
    ],
    [
      'P11 a caller whose certificate cannot call',
      withCertificate('ui', { usages: ['digital signature', 'server auth'] }),
      'ui → frontend: temporal-ui.usages',
      'key usages with "client auth"',
    ],
    [
      'a certificate whose key signs no handshake',
      withCertificate('command-line', { usages: ['client auth'] }),
      'command-line → frontend: temporal-command-line.usages',
      'key usages with "digital signature"',
    ],
  ])('an error is %s', (_, change, option, expected) => {
    const findings = edgeUsages(authModel(change));
    expect(findings).toEqual([expect.objectContaining({ option, expected })]);
  });
});

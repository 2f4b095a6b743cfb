import { Severity } from '../../src/core/findings';
import { callerCertificates, listenerCertificates } from '../../src/rules/listeners';
import {
  authModel,
  type Change,
  withCertificate,
  withDatabase,
  withoutCertificate,
  withParts,
} from '../gen/auth-model';
import { facts } from '../support/findings';

const PATH = 'temporal/Auth/Pki';
const missing = (option: string, value = '') => [
  { severity: Severity.ERROR, code: 'MISSING_CERTIFICATE', path: PATH, option, value },
];
const misnamed = (option: string, value: string) => [
  { severity: Severity.ERROR, code: 'NAME_NOT_IN_CERTIFICATE', path: PATH, option, value },
];

describe('what listeners show their callers', () => {
  test('nothing is found where each has a certificate with the name that is verified', () => {
    expect(listenerCertificates(authModel())).toEqual([]);
  });

  test.each<[string, Change, object[]]>([
    ['A19 an internode listener without a certificate', withoutCertificate('internode'), missing('MtlsPki.internode')],
    ['a frontend without a certificate', withoutCertificate('frontend'), missing('MtlsPki.frontend')],
    [
      'A19 an internode certificate that cannot call: it is what a service shows when it calls another one',
      withCertificate('internode', { usages: ['digital signature', 'server auth'] }),
      missing('temporal-internode.usages', '"digital signature, server auth"'),
    ],
    [
      'an internode certificate that cannot listen',
      withCertificate('internode', { usages: ['client auth'] }),
      missing('temporal-internode.usages', '"client auth"'),
    ],
    [
      'a frontend certificate that cannot listen',
      withCertificate('frontend', { usages: ['client auth'] }),
      missing('temporal-frontend.usages', '"client auth"'),
    ],
    [
      'A18 an internode certificate without the name that its callers verify',
      withCertificate('internode', { dnsNames: ['temporal-internode'] }),
      misnamed('temporal-internode.dnsNames', '"temporal-internode"'),
    ],
    [
      'A18 a frontend certificate without the name that its callers verify',
      withCertificate('frontend', { dnsNames: ['temporal-frontend', 'temporal-frontend.temporal'] }),
      misnamed('temporal-frontend.dnsNames', '"temporal-frontend, temporal-frontend.temporal"'),
    ],
    [
      'A18 a name that only looks like the verified one',
      withCertificate('frontend', { dnsNames: ['x.temporal-frontend.temporal.svc.cluster.local'] }),
      misnamed('temporal-frontend.dnsNames', '"x.temporal-frontend.temporal.svc.cluster.local"'),
    ],
  ])('an error is %s', (_, change, expected) => {
    expect(facts(listenerCertificates(authModel(change)))).toEqual(expected);
  });
});

describe('what callers show their listeners', () => {
  test('nothing is found where each that opens a listener has a certificate for it', () => {
    expect(callerCertificates(authModel())).toEqual([]);
  });

  test.each<[string, Change, object[]]>([
    ['a UI without a certificate', withoutCertificate('ui'), missing('MtlsPki.ui')],
    ['a command line without a certificate', withoutCertificate('command-line'), missing('MtlsPki.command-line')],
    [
      'a UI certificate that cannot call',
      withCertificate('ui', { usages: ['server auth'] }),
      missing('temporal-ui.usages', '"server auth"'),
    ],
    [
      'no certificate for a database that asks for one',
      withoutCertificate('database-client'),
      missing('MtlsPki.database-client'),
    ],
    [
      'a database certificate for another user: PostgreSQL goes by the common name',
      withCertificate('database-client', { commonName: 'postgres' }),
      misnamed('temporal-database-client.commonName', '"postgres"'),
    ],
    [
      'a database user for whom there is no certificate',
      withDatabase({ user: 'temporal_app' }),
      misnamed('temporal-database-client.commonName', '"temporal"'),
    ],
  ])('an error is %s', (_, change, expected) => {
    expect(facts(callerCertificates(authModel(change)))).toEqual(expected);
  });

  test('nothing is found without a database certificate where the database asks for none', () => {
    const model = authModel(withDatabase({ clientCertificate: false }), withoutCertificate('database-client'));
    expect(callerCertificates(model)).toEqual([]);
  });

  test('a finding names the construct that would have to change, and the change', () => {
    const { certificates } = authModel().pki;
    const moved = withParts({
      pki: { ...authModel().pki, path: 'temporal/MyPki', certificates: certificates.slice(0, 5) },
    });
    const [finding] = callerCertificates(authModel(moved));
    expect(finding).toMatchObject({
      code: 'MISSING_CERTIFICATE',
      path: 'temporal/MyPki',
      option: 'MtlsPki.command-line',
      expected: 'a certificate for command-line',
      fix: expect.stringContaining('bring a Secret'),
    });
  });
});

import type { TrustModel } from '../../src/pki/model/trust';
import { authModel, type Change, withAuthority, withCertificate } from '../gen/auth-model';
import { edgeChains } from './edge-chains';

const NAMESPACE = 'temporal';
const elsewhere: TrustModel = { kind: 'Secret', namespace: 'payments', name: 'temporal-frontend-trust', key: 'ca.crt' };
const found = (...changes: Change[]) => edgeChains(authModel(...changes)).map(({ option, value }) => [option, value]);
const withTrustCarrier: Change = ({ pki, ...model }) => {
  const carrier = pki.certificates.find(({ name }) => name === 'temporal-frontend-trust');
  if (carrier === undefined) throw new Error('the model has no such certificate');
  return { ...model, pki: { ...pki, certificates: [...pki.certificates, { ...carrier, namespace: 'payments' }] } };
};

describe('what the ends of an edge verify each other by', () => {
  test('nothing is found where it is what signed the other', () => {
    expect(found()).toEqual([]);
  });

  test('P24 a caller that verifies the frontend by the root of another purpose is an error', () => {
    const [internode] = authModel().pki.authorities[0].trust;
    expect(found(withCertificate('ui', { frontendTrust: internode }))).toEqual([
      ['ui → frontend: what ui verifies frontend by', 'Secret temporal/temporal-internode ca.crt'],
    ]);
  });

  test('P22 a certificate that another issuer signed is an error, for each peer that it is shown to', () => {
    const issuer = { kind: 'Issuer', name: 'temporal-internode', namespace: NAMESPACE } as const;
    expect(found(withCertificate('ui', { issuer }))).toEqual([
      ['ui → frontend: temporal-ui.issuer', 'temporal-internode'],
    ]);
    expect(found(withAuthority('internode', { issuer: { kind: 'ClusterIssuer', name: 'other' } }))).toEqual([
      ['frontend → internal-frontend and 44 more: temporal-internode.issuer', 'temporal-internode'],
    ]);
  });

  test('a certificate that carries the root into another namespace stands for it', () => {
    expect(found(withTrustCarrier, withCertificate('service', { frontendTrust: elsewhere }))).toEqual([]);
    const tlsCrt = { ...elsewhere, kind: 'ConfigMap', name: 'temporal-clients-trust', key: 'ca.crt' } as const;
    expect(
      found(withCertificate('service', { frontendTrust: { ...tlsCrt, kind: 'Secret', namespace: NAMESPACE } })),
    ).toHaveLength(1);
  });

  test('P32 an error is a peer that trusts another generation than the one that signs', () => {
    const [, , clients] = authModel().pki.authorities;
    const [known] = clients.trust;
    const next = { ...known, authority: 'g2', name: 'temporal-clients-trust-g2' };
    const state = { signer: 'g2', trusted: ['g1', 'g2'] };
    expect(found(withAuthority('clients', { state, trust: [known, next] }))).toEqual([]);
    const stale = [{ ...known, name: 'temporal-clients-root' }];
    expect(found(withAuthority('clients', { state, trust: stale }))).toEqual([
      ['ui → frontend and 2 more: what frontend verifies clients by', 'Secret temporal/temporal-clients-root ca.crt'],
    ]);
  });

  test('what the user brings is believed: nothing of it is seen here', () => {
    const own: TrustModel = { kind: 'ConfigMap', namespace: 'payments', name: 'company-ca', key: 'root.pem' };
    expect(found(withCertificate('service', { frontendTrust: own }))).toEqual([]);
  });

  test("the root of a local authority stands in the ConfigMap of each namespace, and another purpose's is an error", () => {
    const local = {} as never;
    const map = (purpose: string, namespace: string): TrustModel => ({
      kind: 'ConfigMap',
      namespace,
      name: `temporal-${purpose}-trust`,
      key: 'ca.crt',
    });
    const authority = (purpose: 'frontend' | 'clients') =>
      withAuthority(purpose, { local, trust: [{ authority: 'g1', ...map(purpose, NAMESPACE) }] });
    const model = [authority('frontend'), authority('clients')];
    const ui = withCertificate('ui', { frontendTrust: map('frontend', NAMESPACE) });
    const command = withCertificate('command-line', { frontendTrust: map('frontend', NAMESPACE) });
    const service = (purpose: string) => withCertificate('service', { frontendTrust: map(purpose, 'payments') });
    expect(found(...model, ui, command, service('frontend'))).toEqual([]);
    expect(found(...model, ui, command, service('clients'))).toEqual([
      [
        'payments-worker → frontend: what payments-worker verifies frontend by',
        'ConfigMap payments/temporal-clients-trust ca.crt',
      ],
    ]);
  });
});

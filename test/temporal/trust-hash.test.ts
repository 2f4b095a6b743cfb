import type { AuthModel } from '../../src/model/auth-model';
import type { AuthorityModel } from '../../src/pki/model/authority';
import { SERVER_SERVICES } from '../../src/pki/model/component';
import { certificateOf, frontendTrustOf } from '../../src/temporal/pki-lookup';
import { callerTrustHash, serverTrustHash } from '../../src/temporal/trust-hash';
import { authModel, withAuthority, withDatabase } from '../gen/auth-model';

const of = (model: AuthModel) => ({
  ...Object.fromEntries(SERVER_SERVICES.map((service) => [service, serverTrustHash(model, service)])),
  ui: callerTrustHash(model, certificateOf(model, 'ui'), frontendTrustOf(model, 'ui')),
});

/** Whose pods roll when one model follows another. */
const rolled = (from: AuthModel, to: AuthModel) => {
  const [before, after] = [of(from), of(to)] as Record<string, string>[];
  return Object.keys(before).filter((component) => before[component] !== after[component]);
};

const trust = (purpose: string, ...pems: string[]): Pick<AuthorityModel, 'trust'> => ({
  trust: pems.map((pem, index) => ({
    authority: `g${index + 1}`,
    kind: 'ConfigMap',
    name: purpose,
    namespace: 'temporal',
    key: `ca-g${index + 1}.crt`,
    pem,
  })),
});

describe('the hash of what a pod verifies its peers by', () => {
  test('P32 changes on whoever verifies by what changed, and on nobody else', () => {
    const program = authModel();
    expect(rolled(program, authModel())).toEqual([]);
    const trusting = (purpose: 'internode' | 'frontend' | 'clients') =>
      rolled(program, authModel(withAuthority(purpose, trust(purpose, 'one', 'other'))));
    expect(trusting('internode')).toEqual([...SERVER_SERVICES]);
    expect(trusting('frontend')).toEqual([...SERVER_SERVICES, 'ui']);
    expect(trusting('clients')).toEqual(['frontend']);
    const [endpoint] = program.database.endpoints;
    const endpoints = [{ ...endpoint, serverCa: { secretName: 'other', key: 'ca.crt' } }];
    expect(rolled(program, authModel(withDatabase({ endpoints })))).toEqual([...SERVER_SERVICES]);
  });

  test('P32 changes with a certificate whose place stays the same', () => {
    const [before, after] = ['one', 'renewed'].map((pem) => authModel(withAuthority('clients', trust('clients', pem))));
    expect(rolled(before, after)).toEqual(['frontend']);
  });

  test('P32 changes on a caller once another authority signs what it shows', () => {
    const signedBy = (signer: string) =>
      authModel(withAuthority('clients', { state: { signer, trusted: ['g1', 'g2'] } }));
    expect(rolled(signedBy('g1'), signedBy('g2'))).toEqual(['ui']);
  });

  test('is that of a caller whose file somebody else writes, such as a Bundle', () => {
    const model = authModel();
    const bundle = { kind: 'ConfigMap', name: 'bundle', key: 'ca.crt' } as const;
    const hashOf = (program: AuthModel) => callerTrustHash(program, certificateOf(model, 'ui'), bundle);
    expect(hashOf(authModel(withAuthority('frontend', trust('frontend', 'one', 'other'))))).not.toBe(hashOf(model));
    expect(hashOf(model)).toMatch(/^[0-9a-f]{64}$/);
  });
});

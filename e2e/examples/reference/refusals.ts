import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE } from '../../../examples/reference/roles';
import { TestAuthority } from '../../harness/certificates';
import { variantOf } from '../../harness/kubernetes/deployments';
import type { RunningPod } from '../../harness/pods/pod';
import { call } from '../../harness/pods/workload';
import type { System } from '../../harness/temporal/system';
import { type TokenOptions, TokenSigner } from '../../harness/temporal/token-signer';
import {
  APPLICATION,
  AUDIENCE,
  apiKeyOf,
  CLIENT_CERTIFICATE,
  DENIED,
  describeNamespace,
  GROUPS_CLAIM,
  type HeldCertificate,
  knock,
  NO_CERTIFICATE,
  type Reference,
  startOrder,
  UNKNOWN_AUTHORITY,
} from './reference-system';

const WRITER: TokenOptions = { subject: 'client', audience: AUDIENCE };
const PRODUCTION = { temporalNamespace: 'production' };

/** Whom the frontend refuses, each with the reason that can be seen. */
export function frontendRefuses(reference: () => Reference): void {
  test('a reader who writes, and lets the same reader read', async () => {
    const { person, system } = reference();
    const apiKey = apiKeyOf(system, PEOPLE.operator);
    expect(await call(person, { ...startOrder('reader'), ...PRODUCTION, apiKey })).toMatchObject(DENIED);
    expect(await call(person, { ...describeNamespace('production'), apiKey })).toMatchObject({ ok: true });
  });

  test('no token, where the certificate stands for no service', async () => {
    const request = { ...startOrder('no-token'), ...PRODUCTION, withoutApiKey: true };
    expect(await call(reference().person, request)).toMatchObject(DENIED);
    expect(await call(reference().client, request)).toMatchObject({ ok: true });
  });

  test('the holder of a key that may write another Temporal namespace', async () => {
    const { person, system } = reference();
    const apiKey = apiKeyOf(system, PEOPLE.developer);
    const start = { ...startOrder('elsewhere'), apiKey };
    expect(await call(person, { ...start, ...PRODUCTION })).toMatchObject(DENIED);
    expect(await call(person, { ...start, temporalNamespace: 'development' })).toMatchObject({ ok: true });
  });

  test.each<[string, (system: System) => string, RegExp]>([
    [
      'A12: a token for another audience',
      ({ apiKeys }) => apiKeys.sign({ ...WRITER, audience: 'billing' }),
      /for another audience/,
    ],
    ['an expired token', ({ apiKeys }) => apiKeys.sign({ ...WRITER, expiresIn: -1 }), /[Tt]oken is expired/],
    ['a token of an unknown key', () => new TokenSigner('unknown', GROUPS_CLAIM).sign(WRITER), /key not found/],
    [
      'a token that a stranger signed under the name of a known key',
      () => new TokenSigner('api-keys', GROUPS_CLAIM).sign(WRITER),
      /verification error/,
    ],
  ])('%s, and logs why', async (_name, sign, reason) => {
    const { client, system } = reference();
    const before = system.temporal.log('frontend').length;
    expect(await call(client, { ...startOrder('bad-token'), apiKey: sign(system) })).toMatchObject(DENIED);
    const errors = system.temporal
      .log('frontend')
      .slice(before)
      .match(/"msg":"Authorization error","error":"[^"]*"/g);
    expect(errors?.join()).toMatch(reason);
  });

  test('A14: a program without a certificate, in the words of the handshake', async () => {
    const { system, client } = reference();
    const ask = { ...describeNamespace('production'), apiKey: apiKeyOf(system, PEOPLE.operator) };
    expect(await call(client, ask)).toMatchObject({ ok: true });
    expect(await call(client, { ...ask, withoutCertificate: true })).toMatchObject({
      ok: false,
    });
    const reason = expect.stringMatching(NO_CERTIFICATE);
    expect(await knock(reference(), client, 'frontend', 'grpc')).toEqual({ open: false, reason });
  });

  test('A13: a certificate of another authority', async () => {
    const { system, client } = reference();
    const { pod, certificate } = await stranger(system, client);
    const reason = expect.stringMatching(UNKNOWN_AUTHORITY);
    expect(await knock(reference(), pod, 'frontend', 'grpc', certificate)).toEqual({ open: false, reason });
    expect(await knock(reference(), pod, 'frontend', 'grpc', CLIENT_CERTIFICATE)).toMatchObject({ open: true });
    const ask = { ...describeNamespace('production'), apiKey: apiKeyOf(system, PEOPLE.operator) };
    expect(await call(pod, ask)).toMatchObject({ ok: true });
    expect(await call(pod, { ...ask, certificate })).toMatchObject({ ok: false });
  });
}

/** The client's pod with another certificate besides its own. */
async function stranger(
  system: System,
  client: RunningPod,
): Promise<{ pod: RunningPod; certificate: HeldCertificate }> {
  const authority = new TestAuthority(join(system.logFolder, 'another-authority'), 'another authority');
  const issued = authority.issue('client', { dnsNames: ['client.temporal'], usage: 'clientAuth' });
  const base64 = (file: string) => readFileSync(file).toString('base64');
  await system.client.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'another', namespace: 'temporal' },
    data: { 'tls.crt': base64(issued.certFile), 'tls.key': base64(issued.keyFile) },
  });
  const { metadata, spec } = variantOf(client, 'stranger', `${APPLICATION}:1.0.0`, { withEnvironment: true });
  const [container] = spec.containers;
  const mounted = {
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), { name: 'another', mountPath: '/etc/another' }],
  };
  const volumes = [...(spec.volumes ?? []), { name: 'another', secret: { secretName: 'another', defaultMode: 0o400 } }];
  const pod = await system.addPod({ metadata, spec: { ...spec, volumes, containers: [mounted] } });
  return { pod, certificate: { certFiles: ['/etc/another/tls.crt'], keyFile: '/etc/another/tls.key' } };
}

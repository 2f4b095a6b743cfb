import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestAuthority } from '../../harness/certificates';
import { variantOf } from '../../harness/kubernetes/deployments';
import type { RunningPod } from '../../harness/pods/pod';
import { call } from '../../harness/pods/workload';
import type { System } from '../../harness/temporal/system';
import { type TokenOptions, TokenSigner } from '../../harness/temporal/token-signer';
import {
  APPLICATION,
  AUDIENCE,
  CLIENT_CERTIFICATE,
  DENIED,
  describeNamespace,
  type HeldCertificate,
  knock,
  NO_CERTIFICATE,
  PERMISSIONS_CLAIM,
  type Reference,
  startOrder,
  UNKNOWN_AUTHORITY,
} from './reference-system';

const WRITER: TokenOptions = { subject: 'somebody', audience: AUDIENCE, permissions: ['production:write'] };
const READER: TokenOptions = { ...WRITER, permissions: ['production:read'] };

/** Whom the frontend refuses, each with the reason that can be seen. */
export function frontendRefuses(reference: () => Reference): void {
  test('a reader who writes, and lets the same reader read', async () => {
    const { client, system } = reference();
    const apiKey = system.apiKeys.sign(READER);
    expect(await call(client, { ...startOrder('reader'), apiKey })).toMatchObject(DENIED);
    expect(await call(client, { ...describeNamespace('production'), apiKey })).toMatchObject({ ok: true });
  });

  test('no token', async () => {
    const request = { ...startOrder('no-token'), withoutApiKey: true };
    expect(await call(reference().client, request)).toMatchObject(DENIED);
  });

  test('the holder of a key that may write another Temporal namespace', async () => {
    const { client, system } = reference();
    const apiKey = system.apiKeys.sign({ ...WRITER, permissions: ['development:write'] });
    expect(await call(client, { ...startOrder('elsewhere'), apiKey })).toMatchObject(DENIED);
  });

  test.each<[string, (system: System) => string, RegExp]>([
    [
      'A12: a token for another audience',
      ({ apiKeys }) => apiKeys.sign({ ...WRITER, audience: 'billing' }),
      /audience mismatch/,
    ],
    ['an expired token', ({ apiKeys }) => apiKeys.sign({ ...WRITER, expiresIn: -1 }), /[Tt]oken is expired/],
    ['a token of an unknown key', () => new TokenSigner('unknown', PERMISSIONS_CLAIM).sign(WRITER), /key not found/],
    [
      'a token that a stranger signed under the name of a known key',
      () => new TokenSigner('api-keys', PERMISSIONS_CLAIM).sign(WRITER),
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
    const { client } = reference();
    expect(await call(client, { ...describeNamespace('production'), withoutCertificate: true })).toMatchObject({
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
    expect(await call(pod, { ...describeNamespace('production'), certificate })).toMatchObject({ ok: false });
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
  const { metadata, spec } = variantOf(client, 'stranger', `${APPLICATION}:1.0.0`);
  const [container] = spec.containers;
  const mounted = {
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), { name: 'another', mountPath: '/etc/another' }],
  };
  const volumes = [...(spec.volumes ?? []), { name: 'another', secret: { secretName: 'another', defaultMode: 0o400 } }];
  const env = client.pod.spec.containers[0].env;
  const pod = await system.addPod({ metadata, spec: { ...spec, volumes, containers: [{ ...mounted, env }] } });
  return { pod, certificate: { certFiles: ['/etc/another/tls.crt'], keyFile: '/etc/another/tls.key' } };
}

import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import type { KubeClient } from './kube-apiserver-client';

/** What cert-manager wrote into a certificate's Secret. */
export interface IssuedCertificate {
  /** Leaf first, then intermediates. */
  readonly chain: readonly X509Certificate[];
  readonly certificatePem: string;
  readonly keyPem: string;
  /** The `ca.crt`; empty where the issuer returned none. */
  readonly rootPem: string;
}

/** Reads a Secret of type kubernetes.io/tls. */
export async function issuedCertificate(
  client: KubeClient,
  namespace: string,
  name: string,
): Promise<IssuedCertificate> {
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
  if (secret === undefined) throw new Error(`no Secret ${namespace}/${name}`);
  const text = (key: string) => Buffer.from(secret.data[key] ?? '', 'base64').toString('utf8');
  const certificatePem = text('tls.crt');
  return {
    certificatePem,
    chain: certificatesOf(certificatePem),
    keyPem: text('tls.key'),
    rootPem: text('ca.crt'),
  };
}

/** The certificates of a PEM file, in its order. */
export function certificatesOf(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (block) => new X509Certificate(block),
  );
}

/** What a listener shows and trusts. */
export interface Listener {
  readonly certificate: IssuedCertificate;
  readonly trustPem: string;
}

/** What a caller shows, trusts and verifies. */
export interface Caller extends Listener {
  readonly serverName: string;
}

/** `let in`, or the reason that the side that refused gives: a real handshake with client certificate over loopback. */
export async function handshake(listener: Listener, caller: Caller): Promise<string> {
  const server = createServer({
    cert: listener.certificate.certificatePem,
    key: listener.certificate.keyPem,
    ca: listener.trustPem,
    requestCert: true,
    rejectUnauthorized: true,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    cert: caller.certificate.certificatePem,
    key: caller.certificate.keyPem,
    ca: caller.trustPem,
    servername: caller.serverName,
  });
  try {
    return await new Promise((resolve) => {
      const refuse = ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message);
      server.once('secureConnection', (accepted) => {
        accepted.on('error', () => {}); // the other side is cut off below
        resolve('let in');
      });
      server.once('tlsClientError', refuse);
      // A caller that refuses the listener is heard here first; one that is refused hears less than the listener.
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (!/^(ERR_SSL_|ECONNRESET|EPIPE)/.test(error.code ?? '')) refuse(error);
      });
    });
  } finally {
    socket.destroy();
    server.close();
  }
}

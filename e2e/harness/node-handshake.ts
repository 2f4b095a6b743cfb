import { join } from 'node:path';
import * as tls from 'node:tls';
import type { CertificateChain } from './certificate-verifiers';

/**
 * Node's verdict in a handshake: of its client on a server's chain, of its server on a client's. The other end shows the
 * same certificate, unverified. Each handshake has a Unix socket of its own in the folder.
 */
export async function nodeHandshake(
  folder: string,
  chains: readonly (CertificateChain & { readonly key: string })[],
): Promise<string[]> {
  return Promise.all(chains.map((chain, index) => handshake(join(folder, `${index}.sock`), chain)));
}

async function handshake(path: string, chain: CertificateChain & { readonly key: string }): Promise<string> {
  const serverIsJudged = chain.usage === 'server auth';
  const identity = { key: chain.key, cert: [chain.leaf, ...chain.intermediates].join(''), ca: [...chain.roots] };
  let server: tls.Server;
  try {
    server = tls.createServer({ ...identity, requestCert: !serverIsJudged, rejectUnauthorized: false });
  } catch (error) {
    return (error as Error).message; // what is too weak it does not even load
  }
  const sockets: Array<{ destroy(): void }> = [];
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  try {
    return await new Promise<string>((resolve) => {
      const client = tls.connect({ path, servername: chain.dnsName, ...identity, rejectUnauthorized: serverIsJudged });
      sockets.push(client);
      client.on('error', (error) => resolve(error.message));
      server.on('tlsClientError', (error) => resolve(error.message));
      if (serverIsJudged) client.on('secureConnect', () => resolve(''));
      server.on('secureConnection', (socket) => {
        socket.on('error', () => {}); // the other end hangs up as soon as it has refused
        if (!serverIsJudged) resolve(socket.authorized ? '' : String(socket.authorizationError));
      });
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

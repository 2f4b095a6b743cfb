import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { TestAuthority } from './certificates';
import { TokenSigner } from './token-signer';

/**
 * The company's OIDC provider as far as the server meets it: its public keys over HTTPS. Tokens are signed by the test as
 * the provider would; login in a browser is not part of it.
 */
export class IdentityProvider {
  private constructor(
    public readonly signer: TokenSigner,
    private readonly server: Server,
  ) {}

  /** @param authority whose certificates the pods' images trust, as they do those of public authorities. */
  public static async start(
    address: string,
    host: string,
    permissionsClaim: string,
    authority: TestAuthority,
  ): Promise<IdentityProvider> {
    const { certFile, keyFile } = authority.issue('identity-provider', { dnsNames: [host], usage: 'serverAuth' });
    const signer = new TokenSigner('identity-provider', permissionsClaim);
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (request, response) => {
      const found = request.url === '/.well-known/jwks.json';
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
      response.end(found ? signer.jwks() : '{}');
    });
    await new Promise<void>((resolve) => server.listen(443, address, resolve));
    return new IdentityProvider(signer, server);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

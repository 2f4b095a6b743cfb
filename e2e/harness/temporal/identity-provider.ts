import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { TestAuthority } from '../certificates';
import { TokenSigner } from './token-signer';

/**
 * The company's OIDC provider as far as the server meets it: its public keys and its discovery document over HTTPS.
 * Tokens are signed by the test as the provider would; login in a browser is not part of it.
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
    const issuer = `https://${host}`;
    const documents: Record<string, (() => string) | undefined> = {
      '/.well-known/openid-configuration': () => discoveryDocument(issuer),
      '/.well-known/jwks.json': () => signer.jwks(),
    };
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (request, response) => {
      const document = documents[request.url ?? ''];
      response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
      response.end(document?.());
    });
    await new Promise<void>((resolve) => server.listen(443, address, resolve));
    return new IdentityProvider(signer, server);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function discoveryDocument(issuer: string): string {
  return JSON.stringify({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  });
}

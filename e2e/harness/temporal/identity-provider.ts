import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { TestAuthority } from '../certificates';
import { TokenSigner } from './token-signer';

/**
 * The company's OIDC provider as far as the server and its UI meet it: its public keys, its discovery document and its token
 * endpoint over HTTPS. The page on which people give a password is not part of it.
 */
export class IdentityProvider {
  private constructor(
    public readonly issuer: string,
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
    const tokens = (code: string) => {
      const { nonce, audience } = JSON.parse(Buffer.from(code, 'base64url').toString()) as Login;
      const person = { subject: 'somebody', issuer, permissions: [] };
      const idToken = signer.sign({ ...person, audience, nonce });
      return { token_type: 'Bearer', access_token: signer.sign({ ...person, audience }), id_token: idToken };
    };
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
        const document = request.url === '/token' ? JSON.stringify(tokens(code)) : documents[request.url ?? '']?.();
        response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
        response.end(document);
      });
    });
    await new Promise<void>((resolve) => server.listen(443, address, resolve));
    return new IdentityProvider(issuer, signer, server);
  }

  /** Where the provider sends a browser once somebody has logged in who came to its authorization endpoint. */
  public logIn(authorization: URL): URL {
    const asked = authorization.searchParams;
    const login: Login = { nonce: asked.get('nonce') ?? '', audience: asked.get('client_id') ?? '' };
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', Buffer.from(JSON.stringify(login)).toString('base64url'));
    back.searchParams.set('state', asked.get('state') ?? '');
    return back;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** What a code stands for. */
interface Login {
  readonly nonce: string;
  readonly audience: string;
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

import type { KeyObject } from 'node:crypto';
import { freshKeys } from '../../../test/support/fresh-keys';
import { signedToken } from './signed-token';

/** What differs between the tokens that a test sends. */
export interface TokenOptions {
  readonly subject: string;
  readonly audience: string;
  /**
   * Items of the permissions claim, as the default claim mapper reads them: `<Temporal namespace>:<level>`.
   *
   * @default - the claim is absent
   */
  readonly permissions?: readonly string[];
  /** The `nonce` of the login that the token ends. @default - none */
  readonly nonce?: string;
  /** The `iss` claim. @default - none: Temporal's server reads none */
  readonly issuer?: string;
  /** Seconds from now until `exp`; negative for a key that has expired. @default 3600 */
  readonly expiresIn?: number;
}

/** `iat` and `nbf` lie in the past: the server gives no leeway to a clock that is ahead of its own. */
const BACKDATED_SECONDS = 60;

/** Whoever signs tokens: an ES256 key made for one run. Its public half is what verifiers are given. */
export class TokenSigner {
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;

  /**
   * @param keyId the `kid` of the key.
   * @param permissionsClaim the claim that the server reads permissions from.
   */
  constructor(
    private readonly keyId: string,
    private readonly permissionsClaim: string,
  ) {
    const pair = freshKeys('ec', { namedCurve: 'P-256' });
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey;
  }

  /** The JWKS with the public key, as a program's `jwksFile` holds it. */
  public jwks(): string {
    const key = { ...this.publicKey.export({ format: 'jwk' }), kid: this.keyId, alg: 'ES256', use: 'sig' };
    return JSON.stringify({ keys: [key] });
  }

  public sign({ subject, audience, permissions, issuer, nonce, expiresIn = 3600 }: TokenOptions): string {
    const now = Math.floor(Date.now() / 1000);
    const issued = Math.min(now, now + expiresIn) - BACKDATED_SECONDS;
    const times = { iat: issued, nbf: issued, exp: now + expiresIn };
    const claims = {
      iss: issuer,
      nonce,
      sub: subject,
      aud: [audience],
      [this.permissionsClaim]: permissions,
      ...times,
    };
    return signedToken(this.privateKey, this.keyId, claims);
  }
}

import { type KeyObject, sign } from 'node:crypto';

/** A token with these claims alone, signed as the server verifies: ES256 or RS256. */
export function signedToken(privateKey: KeyObject, kid: string, claims: object): string {
  const alg = privateKey.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  const content = [{ alg, typ: 'JWT', kid }, claims].map(encode).join('.');
  const signature = sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

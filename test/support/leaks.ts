/** Names under which a value is a secret, in a JSON Web Key or a file of settings. */
const PRIVATE_KEY_TEXT = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const PRIVATE_JWK = /"(d|p|q|dp|dq|qi|k)"\s*:\s*"[A-Za-z0-9_-]{16,}"/;
const TOKEN = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/;
const SETTING = /\b(password|api_key|client_?secret|token)\b["']?\s*[:=]\s*["']?(?!\{\{)[^\s"'{}[\]]{4,}/i;

const DEEPEST = 3;

/** Secrets in a text, also where it holds base64 of base64: what kind, and at what depth. */
export function leaks(text: string, depth = 0): string[] {
  const found = [
    ...(PRIVATE_KEY_TEXT.test(text) ? ['a private key'] : []),
    ...(PRIVATE_JWK.test(text) ? ['a private JSON Web Key'] : []),
    ...(TOKEN.test(text) ? ['a token'] : []),
    ...(SETTING.test(text) ? ['a secret setting'] : []),
  ].map((what) => (depth === 0 ? what : `${what} in ${'base64 of '.repeat(depth)}`.trim()));
  if (depth === DEEPEST) return found;
  const encoded = text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? [];
  return [...found, ...encoded.flatMap((part) => leaks(Buffer.from(part, 'base64').toString('latin1'), depth + 1))];
}

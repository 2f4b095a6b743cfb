import { privateKeysIn } from './private-keys';

const TOKEN = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/;
/** Names under which a value is a secret, in a file of settings. */
const SETTING = /\b(password|api_key|client_?secret|token)\b["']?\s*[:=]\s*["']?(?!\{\{)[^\s"'{}[\]]{4,}/i;

const DEEPEST = 3;

/** Secrets in a text, also where it holds base64 of base64: private keys, tokens and secret settings. */
export function leaks(text: string): string[] {
  return [...privateKeysIn(text), ...settings(text, 0)];
}

function settings(text: string, depth: number): string[] {
  const found = [...(TOKEN.test(text) ? ['a token'] : []), ...(SETTING.test(text) ? ['a secret setting'] : [])].map(
    (what) => `${what}${' in base64'.repeat(depth)}`,
  );
  if (depth === DEEPEST) return found;
  const encoded = text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? [];
  return [...found, ...encoded.flatMap((part) => settings(Buffer.from(part, 'base64').toString('latin1'), depth + 1))];
}

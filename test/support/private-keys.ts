/** Octets are looked at as text of one character an octet. */
const LENGTH = String.raw`(?:[\x00-\x7f]|\x81[^]|\x82[^]{2})`;
const octets = (pattern: string) => new RegExp(pattern.replaceAll('<length>', LENGTH));

/** Each form in which a private key is written. */
const FORMS: ReadonlyArray<readonly [what: string, form: RegExp]> = [
  // What only names the boundary, as sources and messages do, is no key.
  ['PEM', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:\\+[rn]|\s)*(?:[A-Za-z0-9+/]{16}|Proc-Type)/],
  // An INTEGER 0 or 1 and the algorithm of the key: EC, RSA, RSA-PSS, the curves of Edwards and Montgomery, DSA.
  [
    'PKCS#8',
    octets(
      String.raw`\x02\x01[\x00\x01]\x30<length>\x06(?:\x07\x2a\x86\x48\xce(?:\x3d\x02|\x38\x04)\x01|\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01|\x03\x2b\x65[\x6e-\x71])`,
    ),
  ],
  ['PKCS#8', octets(String.raw`\x02\x01\x00\x30<length>\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a`)],
  ['PKCS#1', octets(String.raw`\x30\x82[^]{2}\x02\x01\x00\x02(?:\x81[\x80-\xff]|\x82[^]{2})\x00?[\x80-\xff]`)],
  ['SEC1', octets(String.raw`\x30(?:[\x25-\x7f]|\x81[^])\x02\x01\x01\x04[\x1c\x20\x30\x42]`)],
  // PBES1, PBES2 and the schemes of PKCS#12.
  [
    'encrypted PKCS#8',
    octets(
      String.raw`\x30<length>\x30<length>\x06(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05|\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01)`,
    ),
  ],
  ['PKCS#12', octets(String.raw`\x02\x01\x03\x30<length>\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x01\x02]`)],
  ['JWK', /\\*"(?:d|p|q|dp|dq|qi|k)\\*"\s*:\s*\\*"[A-Za-z0-9_-]{16}/],
  ['JWK', /(?:^|[\s{,])d: ?["']?[A-Za-z0-9_-]{43}/m], // as YAML, and as Node prints objects
];

const DEEPEST = 3;
/** The smallest key, P-256 in SEC1 without its public half, has 39 octets. */
const BASE64 = /[A-Za-z0-9+/_-]{48,}/g;
/** Line ends within base64, also where they are escaped once or more. */
const WRAPPING = /(?<=[A-Za-z0-9+/_-]{16})(?:\\+[rn]|\s)+(?=[A-Za-z0-9+/_-])/g;

/**
 * The private keys in a text or in octets, encrypted ones too: in PEM, DER, and JSON Web Keys, and in base64 of either
 * alphabet, wrapped or not, of base64 of base64 of these.
 */
export function privateKeysIn(content: string | Buffer): string[] {
  // Latin-1 keeps every ASCII character and every octet; other letters stand in no key.
  return [...new Set(keysIn(Buffer.from(content).toString('latin1'), 0))];
}

function keysIn(text: string, depth: number): string[] {
  const found = FORMS.filter(([, form]) => form.test(text)).map(([what]) => `${what}${' in base64'.repeat(depth)}`);
  if (depth === DEEPEST) return found;
  const encoded = text.replace(WRAPPING, '').match(BASE64) ?? [];
  return [...found, ...encoded.flatMap((run) => decodings(run).flatMap((decoded) => keysIn(decoded, depth + 1)))];
}

/** What stands in front of base64, a path or a word, shifts it: only one of four beginnings is right. */
function decodings(run: string): string[] {
  return [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64').toString('latin1'));
}

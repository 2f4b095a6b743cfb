import { httpsUrl, pageUrl } from '../../src/core/https-url';
import { codeOf, refusalOf } from '../support/refusal';

const read = (value: unknown) => httpsUrl(value, 'url');

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

describe('a URL that keys or logins come from', () => {
  test.each([
    'https://login.example.com',
    'https://login.example.com/realms/temporal/',
    'https://login.example.com:8443/jwks.json?v=1',
    'https://10.0.0.1/jwks.json',
    'https://[2001:db8::1]/jwks.json',
  ])('%s is taken to the letter', (url) => {
    expect(read(url)).toBe(url);
  });

  test('the scheme alone is lower-cased, since issuers are compared to the letter', () => {
    expect(read('HTTPS://Login.example.com/A')).toBe('https://Login.example.com/A');
  });

  test.each(['http://login.example.com', 'http://localhost', 'ftp://h/x', 'data:,x', 'file:///etc/jwks.json'])(
    'A06 %s is refused: whoever is on the way could hand over keys of their own',
    (url) => {
      expect(codeOf(() => read(url))).toBe('INVALID_URL');
    },
  );

  test.each([
    'foo',
    'issuer.example.com/jwks.json',
    'https://',
    'https:///x',
    'https:login.example.com',
    'https://:443',
    'https://h:99999',
  ])('%s is refused as no URL with a host', (url) => {
    expect(codeOf(() => read(url))).toBe('INVALID_URL');
  });

  test.each(['https://a b/x', 'https://exa\u0301mple.com', 'https://b\u00fccher.example'])(
    '%j is refused: not plain ASCII',
    (url) => {
      expect(codeOf(() => read(url))).toBe('INVALID_URL');
    },
  );

  test.each([
    'token',
    'access_token',
    'private_token',
    'apiKey',
    'access_key',
    'client-secret',
    'sig',
    'code',
    'X-Amz-Signature',
    'X-Amz-Security-Token',
    'PASSWORD',
    'jwt',
  ])('F07 a parameter %s is refused, and its value not repeated', (name) => {
    const { code, fix, value } = refusalOf(() => read(`https://login.example.com/keys?v=1&${name}=hunter2`));
    expect(code).toBe('INVALID_URL');
    expect(fix).toContain(`the parameter ${name}`);
    expect(value).toBe('<redacted>');
  });

  test.each([
    'https://h.example/k?to%6ben=hunter2',
    'https://h.example/k;token=hunter2',
    'https://h.example/k?token=hun ter2',
    'https://h.example/k?token=hunter2 ',
    'https://h.example/k?v=1&token=hunt\u00e9r2',
  ])('F07 %s is refused, and its value not repeated', (url) => {
    expect(messageOf(() => read(url))).not.toContain('hunt');
  });

  test.each(['p', 'appid', 'keyset', 'token_type'])('a parameter %s, which names something, is taken', (name) => {
    expect(read(`https://login.example.com/keys?${name}=x`)).toContain(name);
  });

  test('F07 user and password are refused, and not repeated', () => {
    const message = messageOf(() => read('https://user:hunter2@login.example.com'));
    expect(message).toContain('[INVALID_URL]');
    expect(message).not.toContain('hunter2');
  });

  test('a fragment is refused: it is never sent', () => {
    expect(codeOf(() => read('https://h.example/#x'))).toBe('INVALID_URL');
    expect(codeOf(() => read('https://h.example/#'))).toBe('INVALID_URL');
  });

  test.each([
    ['whose end YAML takes for a key', 'https://login.example.com/a:'],
    ['with an empty port at its end', 'https://login.example.com:'],
    ['whose path Go does not decode', 'https://login.example.com/a%zz'],
    ['with marks that stand in no URL', 'https://login.example.com/a"b'],
    ['with a backslash, which browsers turn round', 'https://login.example.com\\@example.org'],
    ['whose host is an address to browsers alone', 'https://0x7f.1/keys'],
    ['whose host is another address to browsers', 'https://010.0.0.1/keys'],
    ['whose host is written in escapes', 'https://login%2eexample.com/keys'],
  ])('%s is refused', (_, url) => {
    expect(codeOf(() => read(url))).toBe('INVALID_URL');
  });

  test.each([
    'https://169.254.169.254/latest',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'https://[::]/',
    'https://[::ffff:169.254.169.254]/',
  ])('%s is refused: nobody serves keys there', (url) => {
    expect(codeOf(() => read(url))).toBe('INVALID_URL');
  });

  test('control characters and 3,000 characters are refused before anything is parsed', () => {
    expect(codeOf(() => read('https://exa\u0000mple.com'))).toBe('UNSAFE_TEXT');
    expect(codeOf(() => read(`https://h/${'x'.repeat(3000)}`))).toBe('OUT_OF_RANGE');
  });
});

describe('a URL of a page for people', () => {
  const page = (value: string) => pageUrl(value, 'url');

  test.each(['https://temporal.example.com', 'http://localhost', 'HTTP://LOCALHOST:8080/x', 'http://127.0.0.1:80'])(
    '%s is taken',
    (url) => {
      expect(page(url).toLowerCase()).toBe(url.toLowerCase());
    },
  );

  test.each(['http://temporal.example.com', 'http://127.0.0.2', 'http://localhost.', 'http://0.0.0.0:8080'])(
    'A30 %s is refused: a network may be between',
    (url) => {
      expect(codeOf(() => page(url))).toBe('INVALID_URL');
    },
  );
});

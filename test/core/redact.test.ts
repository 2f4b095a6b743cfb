import { randomBytes } from 'node:crypto';
import { describeValue } from '../../src/core/redact';

describe('a value in a message', () => {
  test('is quoted and on one line', () => {
    expect(describeValue('a\nb"c')).toBe(String.raw`"a\nb\"c"`);
  });

  test.each([
    ['Cyrillic о', 'temp\u043eral', '"temp\\u{43e}ral"'],
    ['a zero-width blank', 'a\u200bb', '"a\\u{200b}b"'],
    ['DEL', 'a\u007fb', '"a\\u{7f}b"'],
    ['an emoji', 'a😀', '"a\\u{1f600}"'],
  ])('shows %s escaped, since it looks like something else (B11 B12)', (_, value, shown) => {
    expect(describeValue(value)).toBe(shown);
  });

  test('is cut after 80 characters', () => {
    expect(describeValue('a b '.repeat(100))).toBe(`"${'a b '.repeat(20)}…"`);
  });

  // Assembled here, so that no secret is in the repository.
  const jwt = `eyJ${Buffer.from('{"alg":"ES256"}').toString('base64url')}.x.y`;
  test.each([
    ['a PEM key', `-----BEGIN ${'PRIVATE KEY'}-----`],
    ['a PEM key behind other text', `oops: -----BEGIN EC ${'PRIVATE KEY'}-----\nabc`],
    ['a JSON Web Token', jwt],
    ['a JSON Web Key', '{"kty":"EC","d":"abc"}'],
    ['a password in a URL', 'postgres://temporal:hunter2@db/temporal'],
    ['a token in the place of a user', 'https://ghp_Abc123@login.example.com'],
    ['64 hexadecimal digits', 'a1'.repeat(32)],
    ['a token of mixed letters and digits', `ghp_${'aB3'.repeat(12)}`],
    ['a megabyte of base64', Buffer.alloc(750_000, 'secret').toString('base64')],
  ])('F07 is never %s', (_, value) => {
    expect(describeValue(value)).toBe('<redacted>');
  });

  test('F07 is never any part of 32 random bytes, in hexadecimal or base64', () => {
    for (let i = 0; i < 200; i++) {
      const bytes = randomBytes(32);
      expect(describeValue(bytes.toString('hex'))).toBe('<redacted>');
      expect(describeValue(bytes.toString('base64url'))).toBe('<redacted>');
    }
  });

  test.each([
    ['a name', 'temporal-frontend.temporal.svc.cluster.local'],
    ['a URL', 'https://login.example.com/realms/temporal/protocol/openid-connect/certs'],
    ['an address', 'db.example.com:5432'],
  ])('shows %s', (_, value) => {
    expect(describeValue(value)).toBe(JSON.stringify(value));
  });

  test.each([
    [1.5, '1.5'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [10n, '10n'],
    [['secret'], 'a list of 1'],
    [() => 'secret', 'a function'],
    [Symbol('secret'), 'a symbol'],
    [{ password: 'secret' }, 'an object of type Object'],
    [new Date(0), 'an object of type Date'],
    [Buffer.from('secret'), 'an object of type Buffer'],
    [Object.create(null), 'an object of type Object'],
  ])('names other values by their kind and never by their content: %#', (value, shown) => {
    expect(describeValue(value)).toBe(shown);
  });

  test('survives objects that refuse to be asked', () => {
    const refusing = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('no');
        },
      },
    );
    expect(describeValue(refusing)).toBe('an object of type Object');
    const lying = Object.create({ constructor: { name: 'x'.repeat(1000) } });
    expect(describeValue(lying)).toBe('an object of type Object');
  });

  test('is short where the value is a megabyte made to slow the search down (B140)', () => {
    for (const part of [':', '//', 'aA', '//a:']) {
      const slow = `//${part.repeat(1_000_000 / part.length)}`;
      expect(describeValue(slow).length).toBeLessThan(150);
    }
  });
});

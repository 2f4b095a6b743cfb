import { holdsServerName, namesNotHeld } from '../../../src/x509/names/server-name';

const held = (dnsNames: string[], name: string, ipAddresses: string[] = []) =>
  holdsServerName({ dnsNames, ipAddresses }, name);

describe('whether a certificate holds the name that is verified', () => {
  test.each([
    [['a.example.com'], 'a.example.com'],
    [['A.Example.COM'], 'a.example.com'],
    [['*.example.com'], 'A.example.com'],
  ])('%j holds %s', (names, name) => expect(held(names, name)).toBe(true));

  test.each([
    [[], 'a.example.com'],
    [['example.com'], 'a.example.com'],
    [['x.a.example.com'], 'a.example.com'],
    [['*.example.com'], 'example.com'],
    [['*.example.com'], 'b.a.example.com'],
  ] as [string[], string][])('A18 %j does not hold %s', (names, name) => {
    expect(held(names, name)).toBe(false);
  });

  test('an address is held as an address alone', () => {
    expect([held([], '10.0.0.1', ['10.0.0.1']), held(['10.0.0.1'], '10.0.0.2')]).toEqual([true, false]);
  });
});

test('the names that a certificate does not hold are those that no wildcard of it is for', () => {
  const certificate = { dnsNames: ['*.example.com', 'b.example.net'], ipAddresses: ['10.0.0.1'] };
  const names = {
    dnsNames: ['a.example.com', 'a.b.example.com', 'b.example.net', '*.example.com'],
    ipAddresses: ['10.0.0.1', '::1'],
  };
  expect(namesNotHeld(certificate, names)).toEqual(['a.b.example.com', '::1']);
});

import * as path from 'node:path';
import { loadDer } from '../../src/local-authority/der';
import { readSources } from '../support/imports';

const SOURCES = readSources(path.join(__dirname, '../../src'));
const hex = (item: Parameters<ReturnType<typeof loadDer>['encode']>[0]) => loadDer().encode(item).toString('hex');

describe('the encoder', () => {
  const der = loadDer();
  test.each([
    [0, '020100'],
    [1, '020101'],
    [127, '02017f'],
    [128, '02020080'],
    [600_000, '02030927c0'],
  ])('writes the number %d as %s', (value, expected) => {
    expect(hex(der.integer(value))).toBe(expected);
  });

  test('keeps what is encoded already, octet for octet, also what looks like structure within bits', () => {
    const whole = der.encode(der.bitString(Buffer.from('3006020101020180', 'hex')));
    expect(hex(der.parsed(whole))).toBe(whole.toString('hex'));
  });

  test('leaves out the bits at the end that are not meant', () => {
    expect(hex(der.bitString(Buffer.of(0x06), 1))).toBe('03020106');
  });
});

describe('node-forge', () => {
  test('P33 is loaded in one place, and only its encoder: it verifies nothing', () => {
    const users = [...SOURCES].filter(([, text]) => /(from|require\()\s*'node-forge/.test(text));
    expect(users.map(([file]) => file)).toEqual(['local-authority/der.ts']);
    const loads = users.flatMap(([, text]) =>
      [...text.matchAll(/require\('(node-forge[^']*)'\)/g)].map(([, name]) => name),
    );
    expect(loads).toEqual(['node-forge/lib/asn1']);
  });
});

test('P34 nothing is drawn from Math.random, which can be predicted', () => {
  expect([...SOURCES].filter(([, text]) => text.includes('Math.random')).map(([file]) => file)).toEqual([]);
});

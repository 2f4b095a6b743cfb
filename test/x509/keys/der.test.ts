import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadDer } from '../../../src/x509/keys/der';
import { readSources } from '../../support/imports';

const ROOT = path.join(__dirname, '../../..');
const SOURCES = readSources(path.join(ROOT, 'src'));
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
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
    expect(users.map(([file]) => file)).toEqual(['x509/keys/der.ts']);
    const loads = users.flatMap(([, text]) =>
      [...text.matchAll(/require\('(node-forge[^']*)'\)/g)].map(([, name]) => name),
    );
    expect(loads).toEqual(['node-forge/lib/asn1']);
  });

  test('P33 is not a version whose reader let leaves sign', () => {
    const [, major, minor] = /^\^(\d+)\.(\d+)\./.exec(manifest.dependencies['node-forge']) ?? [];
    expect([Number(major), Number(minor) >= 4]).toEqual([1, true]); // CVE-2026-33896
  });
});

test('P21 P34 keys and randomness come from node:crypto, in one place each', () => {
  const users = (pattern: RegExp) => [...SOURCES].filter(([, text]) => pattern.test(text)).map(([file]) => file);
  expect(users(/generateKeyPair|generateKey\b|createECDH|createDiffieHellman/)).toEqual(['x509/keys/keys.ts']);
  expect(users(/randomBytes\(|randomFill|getRandomValues/)).toEqual([
    'core/effects.ts',
    ...['x509/issue/issue-certificate.ts', 'x509/keys/encrypted-private-key.ts'],
  ]);
});

test('P34 nothing is drawn from Math.random, which can be predicted', () => {
  expect([...SOURCES].filter(([, text]) => text.includes('Math.random')).map(([file]) => file)).toEqual([]);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCertificateList, readCertificateList } from '../../src/certificate-store/certificate-list';
import { refusalOf } from '../support/refusal';
import { testFolders } from './folders';

const newFolder = testFolders();
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const OTHER = PEM.replace('MIIB', 'MIIC');
const KEY_LABEL = ['PRIVATE', 'KEY'].join(' '); // so that no scan takes this file for one with a key

function read(text: string) {
  const folder = newFolder();
  mkdirSync(folder);
  const path = join(folder, 'certificates.json');
  writeFileSync(path, text);
  return readCertificateList(path);
}

function entries(...certificates: unknown[]): string {
  return JSON.stringify({ format: 1, certificates });
}

describe('the list of certificates', () => {
  test('is read as it was written, sorted by id', () => {
    const certificates = new Map([
      ['b', [PEM, OTHER]],
      ['a/c', [OTHER]],
      ['constructor', [PEM]],
    ]);
    const text = formatCertificateList(certificates, 'certificates.json');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
    expect([...(read(text) ?? [])]).toEqual([
      ['a/c', [OTHER]],
      ['b', [PEM, OTHER]],
      ['constructor', [PEM]],
    ]);
  });

  test('F06 is the same text in whatever order it came about', () => {
    const one = new Map([
      ['a', [PEM]],
      ['b', [OTHER]],
    ]);
    expect(formatCertificateList(new Map([...one].reverse()), 'x')).toBe(formatCertificateList(one, 'x'));
  });

  test('is nothing where there is no file, which is not the same as an empty list', () => {
    expect(readCertificateList(join(newFolder(), 'certificates.json'))).toBeUndefined();
    expect(read(entries())).toEqual(new Map());
  });

  test.each([
    ['nothing', ''],
    ['half of it', entries({ id: 'a', pem: [PEM] }).slice(0, 50)],
    ['another kind of JSON', '[]'],
    ['null', 'null'],
    ['more than it knows', JSON.stringify({ format: 1, certificates: [], keys: [] })],
    ['less', JSON.stringify({ format: 1 })],
    ['another format', JSON.stringify({ format: 2, certificates: [] })],
    ['no list', JSON.stringify({ format: 1, certificates: {} })],
    ['an entry that is no object', entries('a')],
    ['an entry with more than it knows', entries({ id: 'a', pem: [PEM], key: '' })],
    ['an id that is no text', entries({ id: 1, pem: [PEM] })],
    ['an id with a blank', entries({ id: 'a b', pem: [PEM] })],
    ['an id twice', entries({ id: 'a', pem: [PEM] }, { id: 'a', pem: [OTHER] })],
    ['__proto__ for an id', entries({ id: '__proto__', pem: [PEM] })],
    ['no certificate', entries({ id: 'a', pem: [] })],
    ['a certificate that is no text', entries({ id: 'a', pem: [1] })],
    ['a text that is no list', entries({ id: 'a', pem: PEM })],
    ['two certificates in one text', entries({ id: 'a', pem: [PEM + OTHER] })],
    ['text beside the certificate', entries({ id: 'a', pem: [`${PEM}x`] })],
  ])('that holds %s is refused', (_what, text) => {
    expect(refusalOf(() => read(text))).toMatchObject({
      code: 'DAMAGED_STORE',
      option: expect.stringContaining('certificates.json'),
    });
  });

  test('P01 with a private key in it is refused, when it is read and before it is written, and the key is not shown', () => {
    const key = `-----BEGIN ${KEY_LABEL}-----\nMIGHAgEA\n-----END ${KEY_LABEL}-----\n`;
    for (const pem of [[key], [PEM, key], [`${key}${PEM}`]]) {
      for (const attempt of [
        () => read(entries({ id: 'a', pem })),
        () => formatCertificateList(new Map([['a', pem]]), 'certificates.json'),
      ]) {
        const refusal = refusalOf(attempt);
        expect(refusal.code).toBe('DAMAGED_STORE');
        expect(JSON.stringify(refusal)).not.toContain('MIGH');
      }
    }
  });

  test('F10 of ten thousand certificates is read in linear time', () => {
    const certificates = new Map(Array.from({ length: 10_000 }, (_, index) => [`a/${index}`, [PEM]]));
    expect(read(formatCertificateList(certificates, 'x'))?.size).toBe(10_000);
  });
});

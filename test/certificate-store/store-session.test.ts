import fs from 'node:fs';
import { join } from 'node:path';
import { CertificateStore } from '../../src/certificate-store/certificate-store';
import type { StoredPair } from '../../src/certificate-store/model';
import { passphrase } from '../support/passphrase';
import { refusalOf, rejectionOf } from '../support/refusal';
import { keysIn, testFolders, tree } from './folders';
import { pair } from './pairs';

const newFolder = testFolders();
let one: StoredPair;
let other: StoredPair;

beforeAll(async () => {
  [one, other] = await Promise.all([pair('one'), pair('other')]);
});

describe('a change of the store', () => {
  test('shows what it holds now, its keys too', async () => {
    await new CertificateStore(newFolder()).change(async (session) => {
      expect(session.certificates).toEqual(new Map());
      expect(refusalOf(() => session.readPrivateKey('one')).code).toBe('MISSING_PRIVATE_KEY');
      await session.replace([one]);
      await session.replace([other]);
      expect([...session.certificates.keys()]).toEqual(['one', 'other']);
      expect(session.readPrivateKey('one').equals(one.privateKey)).toBe(true);
    });
  });

  test('keeps the certificates that are to go with the first', async () => {
    const store = new CertificateStore(newFolder());
    const certificates = [...one.certificates, ...other.certificates];
    await store.change((session) => session.replace([{ ...one, certificates }]));
    expect(store.readCertificates()).toEqual(new Map([['one', certificates]]));
  });

  test.each<[string, string, () => StoredPair[]]>([
    ['a key of another certificate', 'KEY_MISMATCH', () => [one, { ...other, privateKey: one.privateKey }]],
    ['an id twice', 'DUPLICATE_CERTIFICATE', () => [one, { ...other, id: 'one' }]],
    ['an id that could not be read back', 'DAMAGED_STORE', () => [one, { ...other, id: '__proto__' }]],
    ['what is no certificate', 'INVALID_CERTIFICATE', () => [one, { ...other, certificates: ['x'] }]],
    [
      'a chain that is no certificate',
      'DAMAGED_STORE',
      () => [one, { ...other, certificates: [other.certificates[0], 'x'] }],
    ],
  ])('with %s is refused whole, before anything is written', async (_what, code, pairs) => {
    const folder = newFolder();
    const attempt = new CertificateStore(folder).change((session) => session.replace(pairs()));
    expect((await rejectionOf(attempt)).code).toBe(code);
    expect(tree(folder)).toEqual(['keys', 'keys/.gitignore']);
  });

  test('removes certificates and their keys in one step, and is content where there are none', async () => {
    const folder = newFolder();
    const store = new CertificateStore(folder);
    await store.change(async (session) => {
      await session.replace([one, other]);
      await session.remove(['one', 'nobody']);
      expect([...session.certificates.keys()]).toEqual(['other']);
      expect(refusalOf(() => session.readPrivateKey('one')).code).toBe('MISSING_PRIVATE_KEY');
    });
    expect([...store.readCertificates().keys()]).toEqual(['other']);
    expect(store.readPrivateKey('other').equals(other.privateKey)).toBe(true);
    expect(tree(folder)).toHaveLength(4);
    const before = fs.statSync(join(folder, 'certificates.json')).ino;
    await store.change((session) => session.remove(['one', 'nobody']));
    expect(fs.statSync(join(folder, 'certificates.json')).ino).toBe(before);
    await store.change((session) => session.remove(['other']));
    expect(store.readCertificates()).toEqual(new Map());
    expect(tree(folder)).toEqual(['certificates.json', 'keys', 'keys/.gitignore']);
  });

  test('keeps a key that another certificate has when one of the two is removed', async () => {
    const store = new CertificateStore(newFolder());
    const renewed = await pair('one/renewed', one.privateKey);
    await store.change(async (session) => {
      await session.replace([one, renewed]);
      await session.remove(['one']);
    });
    expect(store.readPrivateKey('one/renewed').equals(one.privateKey)).toBe(true);
  });

  test('P03 with a passphrase writes no key that can be read without it', async () => {
    const folder = newFolder();
    const store = new CertificateStore(folder);
    const secret = passphrase('correct horse battery');
    await store.change((session) => session.replace([one]), secret);
    for (const name of keysIn(folder)) {
      expect(fs.readFileSync(join(folder, 'keys', name), 'utf8')).toMatch(/^-----BEGIN ENCRYPTED /);
    }
    expect(store.readPrivateKey('one', secret).equals(one.privateKey)).toBe(true);
    expect(refusalOf(() => store.readPrivateKey('one')).code).toBe('PRIVATE_KEY_ENCRYPTED');
    expect(refusalOf(() => store.readPrivateKey('one', passphrase('another horse battery'))).code).toBe(
      'WRONG_PASSPHRASE',
    );
  });

  test('after it is over can change nothing any more', async () => {
    const folder = newFolder();
    const store = new CertificateStore(folder);
    const late = await store.change(async (session) => session);
    expect((await rejectionOf(late.replace([one]))).code).toBe('BUSY_STORE');
    expect(store.readCertificates()).toEqual(new Map());
    expect(tree(folder)).toEqual(['keys', 'keys/.gitignore']);
    const holder = await store.change(async (session) => {
      await session.replace([one]);
      return session;
    });
    expect((await rejectionOf(holder.remove(['one']))).code).toBe('BUSY_STORE');
    expect(store.readPrivateKey('one').equals(one.privateKey)).toBe(true);
  });
});

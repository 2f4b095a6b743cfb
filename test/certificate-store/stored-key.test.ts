import { X509Certificate } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredPair } from '../../src/certificate-store/model';
import { keyFileName, layoutOf } from '../../src/certificate-store/store-layout';
import { readStoredKey, refuseMissingKey, requireKeyOf } from '../../src/certificate-store/stored-key';
import { writePrivateKey } from '../../src/x509/keys/keys';
import { refusalOf } from '../support/refusal';
import { testFolders } from './folders';
import { pair } from './pairs';

const newFolder = testFolders();
const layout = layoutOf(newFolder());
let one: StoredPair;
let other: StoredPair;
let keyFile: string;

beforeAll(async () => {
  [one, other] = await Promise.all([pair('one'), pair('other')]);
  mkdirSync(layout.keys, { recursive: true, mode: 0o700 });
  keyFile = join(layout.keys, keyFileName(new X509Certificate(one.certificates[0])));
  writeFileSync(keyFile, await writePrivateKey(one.privateKey), { mode: 0o600 });
});

function read(id = 'one') {
  return readStoredKey(layout, new Map([['one', one.certificates]]), id, undefined);
}

describe('a stored key', () => {
  test('is the one of its certificate', () => {
    expect(read()?.equals(one.privateKey)).toBe(true);
  });

  test('is nothing where there is no such certificate', () => {
    expect(read('other')).toBeUndefined();
  });

  test('P04 B108 is refused where it is the key of another certificate', async () => {
    writeFileSync(keyFile, await writePrivateKey(other.privateKey));
    expect(refusalOf(read)).toMatchObject({ code: 'KEY_MISMATCH', option: keyFile });
    expect(
      refusalOf(() => requireKeyOf(new X509Certificate(one.certificates[0]), other.privateKey, 'here')),
    ).toMatchObject({
      code: 'KEY_MISMATCH',
      option: 'here',
    });
  });

  test('P04 F07 is refused where it was cut off, and nothing of it is shown', async () => {
    const pem = await writePrivateKey(one.privateKey);
    writeFileSync(keyFile, pem.slice(0, 120));
    const refusal = refusalOf(read);
    expect(refusal).toMatchObject({ code: 'INVALID_PRIVATE_KEY', option: keyFile });
    expect(JSON.stringify(refusal)).not.toContain(pem.slice(40, 60));
  });

  test('is nothing where its file is gone, which whoever needs it refuses', () => {
    rmSync(keyFile);
    expect(read()).toBeUndefined();
    expect(refusalOf(() => refuseMissingKey(layout, new Map(), 'one'))).toMatchObject({
      code: 'MISSING_PRIVATE_KEY',
      option: `${layout.folder}: one`,
    });
  });
});

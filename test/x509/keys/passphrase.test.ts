import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inspect } from 'node:util';
import { Passphrase } from '../../../src/x509/keys/passphrase';
import { passphrase, passphraseFrom } from '../../support/passphrase';
import { codeOf, refusalOf } from '../../support/refusal';

const TEXT = 'correct horse battery';

describe('a passphrase', () => {
  test('is shown by nothing that prints it', () => {
    const given = passphrase(TEXT);
    const shown = [String(given), `${given}`, JSON.stringify({ given }), inspect({ given })];
    for (const text of shown) expect(text).not.toContain('horse');
    expect(given.reveal()).toBe(TEXT);
  });

  test.each([undefined, ''])('is none where the variable is %j', (text) => {
    expect(passphraseFrom(text)).toBeUndefined();
  });

  test.each([
    ['is short', 'eleven char', 'INVALID_VALUE'],
    ['is endless', 'x'.repeat(1025), 'INVALID_VALUE'],
    ['has a second line', `${TEXT}\nanother`, 'INVALID_VALUE'],
  ])('is refused where the variable %s', (_name, text, code) => {
    const refusal = refusalOf(() => passphrase(text));
    expect(refusal).toMatchObject({ code, option: 'environment variable PKI_PASSPHRASE' });
    expect(JSON.stringify(refusal)).not.toContain(text);
  });
});

describe('a passphrase in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'passphrase-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each(['', '\n', '\r\n'])('ends at its line end %j', (end) => {
    const file = path.join(folder, 'passphrase');
    writeFileSync(file, TEXT + end);
    expect(Passphrase.fromFile(file).reveal()).toBe(TEXT);
  });

  test('is refused where it is not text', () => {
    const file = path.join(folder, 'passphrase');
    writeFileSync(file, Buffer.alloc(32, 0xff));
    expect(codeOf(() => Passphrase.fromFile(file))).toBe('INVALID_VALUE');
  });

  test.each(['', 'eleven char\n'])('is refused where it is %j, for what it is, not as unreadable', (text) => {
    const file = path.join(folder, 'passphrase');
    writeFileSync(file, text);
    expect(refusalOf(() => Passphrase.fromFile(file))).toMatchObject({
      code: 'INVALID_VALUE',
      expected: expect.stringContaining('12 to 1024 characters'),
    });
  });

  test('is refused where it cannot be read, which the message says', () => {
    expect(refusalOf(() => Passphrase.fromFile(folder))).toMatchObject({
      code: 'INVALID_VALUE',
      fix: expect.stringContaining('EISDIR'),
    });
  });
});

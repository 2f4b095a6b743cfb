import fs from 'node:fs';
import { join } from 'node:path';
import { replacePublicFile } from '../../src/certificate-store/public-file';
import { rejectionOf } from '../support/refusal';
import { fullAt, killedAt, withoutWaitingForTheDisk } from './faults';
import { modeOf, testFolders, tree } from './folders';

const newFolder = testFolders();
let folder: string;
let file: string;

beforeEach(() => {
  withoutWaitingForTheDisk();
  folder = newFolder();
  fs.mkdirSync(folder);
  file = join(folder, 'record.json');
});
afterEach(() => {
  jest.restoreAllMocks();
});

const textOf = () => fs.readFileSync(file, 'utf8');

describe('a public file', () => {
  test('is made and replaced for everybody to read, whatever the umask', async () => {
    const umask = process.umask(0o077);
    try {
      await replacePublicFile(file, 'one');
      await replacePublicFile(file, 'two');
    } finally {
      process.umask(umask);
    }
    expect([textOf(), modeOf(file).toString(8), tree(folder)]).toEqual(['two', '644', ['record.json']]);
  });

  test('F04 takes the place of a link, and leaves alone what that leads to and files of other names', async () => {
    fs.writeFileSync(join(folder, 'elsewhere'), 'of somebody');
    fs.writeFileSync(join(folder, 'record.json.mine.new'), 'of somebody');
    fs.symlinkSync(join(folder, 'elsewhere'), file);
    await replacePublicFile(file, 'new');
    expect(tree(folder).map((name) => [name, fs.readFileSync(join(folder, name), 'utf8')])).toEqual([
      ['elsewhere', 'of somebody'],
      ['record.json', 'new'],
      ['record.json.mine.new', 'of somebody'],
    ]);
    expect(fs.lstatSync(file).isSymbolicLink()).toBe(false);
  });

  test('P04 is the old one or the new one, whole, wherever the process is killed, and the next leaves nothing over', async () => {
    const seen: string[] = [];
    for (let n = 1; ; n++) {
      fs.writeFileSync(file, 'the old text');
      if (!(await killedAt(n, () => replacePublicFile(file, 'the new text')))) break;
      seen.push(textOf());
      await replacePublicFile(file, 'later');
      expect(tree(folder)).toEqual(['record.json']);
    }
    expect(new Set(seen)).toEqual(new Set(['the old text', 'the new text']));
  });

  test('P04 stays as it was where the disk is full, with nothing to clean up', async () => {
    fs.writeFileSync(file, 'the old text');
    let failures = 0;
    for (; await fullAt(failures + 1, () => replacePublicFile(file, 'the new text')); failures++) {
      expect([textOf(), tree(folder)]).toEqual(['the old text', ['record.json']]);
    }
    expect(failures).toBe(2);
  });

  test('of one that is replaced twice at the same moment, whoever is late is told, and none is half of either', async () => {
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(1000));
    const outcomes = await Promise.allSettled(texts.map((text) => replacePublicFile(file, text)));
    expect(outcomes.map(({ status }) => status)).toContain('fulfilled');
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect((await rejectionOf(Promise.reject(outcome.reason))).code).toMatch(/^(BUSY_STORE|STORE_IO)$/);
      }
    }
    expect(texts).toContain(textOf());
    expect(tree(folder)).toEqual(['record.json']);
  });

  test('in a folder that does not exist is refused', async () => {
    expect((await rejectionOf(replacePublicFile(join(folder, 'a', 'b'), 'x'))).code).toBe('STORE_IO');
  });
});

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import {
  createPrivateFile,
  ensurePrivateFolder,
  isFolder,
  isPrivateFolder,
  moveIfThere,
  namesIn,
  readPlainFile,
  removeFileIfThere,
  removeFolderIfEmpty,
  syncFiles,
  syncFolder,
} from '../../src/certificate-store/safe-files';
import { refusalOf, rejectionOf } from '../support/refusal';
import { modeOf, testFolders } from './folders';

const newFolder = testFolders();
const SECRET = { secret: true, largest: 100 };
const PUBLIC = { secret: false, largest: 100 };

/** A private folder with one file `file` in it. */
function folderWithFile(mode = 0o600): { folder: string; file: string } {
  const folder = newFolder();
  fs.mkdirSync(folder, { mode: 0o700 });
  const file = join(folder, 'file');
  fs.writeFileSync(file, 'content');
  fs.chmodSync(file, mode);
  return { folder, file };
}

describe('reading a plain file', () => {
  test('gives its text, and nothing where there is none', () => {
    const { folder, file } = folderWithFile();
    expect(readPlainFile(file, SECRET)).toBe('content');
    expect(readPlainFile(join(folder, 'other'), SECRET)).toBeUndefined();
  });

  test.each(['640', '604', '644', '666', '610', '620'])('P02 a secret of mode 0%s is refused', (octal) => {
    const mode = Number.parseInt(octal, 8);
    const { file } = folderWithFile(mode);
    expect(refusalOf(() => readPlainFile(file, SECRET))).toMatchObject({
      code: 'UNSAFE_STORE',
      option: file,
      found: `mode 0${octal}`,
      fix: expect.stringContaining('chmod 0600'),
    });
    expect(readPlainFile(file, PUBLIC)).toBe('content');
  });

  test("P02 another user's secret is refused", () => {
    const { file } = folderWithFile();
    const other = (process.geteuid?.() ?? 0) + 1;
    jest.spyOn(process, 'geteuid').mockReturnValueOnce(other);
    expect(refusalOf(() => readPlainFile(file, SECRET))).toMatchObject({ code: 'UNSAFE_STORE', option: file });
  });

  test.each([SECRET, PUBLIC])('F04 a symbolic link is not followed, %o', (demands) => {
    const { folder, file } = folderWithFile();
    const link = join(folder, 'link');
    fs.symlinkSync(file, link);
    expect(refusalOf(() => readPlainFile(link, demands))).toMatchObject({
      code: 'UNSAFE_STORE',
      option: link,
      found: 'a symbolic link',
    });
  });

  test('F04 a folder is no file', () => {
    const { folder } = folderWithFile();
    expect(refusalOf(() => readPlainFile(folder, PUBLIC))).toMatchObject({ code: 'UNSAFE_STORE', found: 'a folder' });
  });

  test('F04 a named pipe is refused at once, where reading it would wait for ever', () => {
    const pipe = join(folderWithFile().folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
    expect(refusalOf(() => readPlainFile(pipe, SECRET)).found).toBe('a device, pipe or socket');
  });

  test('F10 a file beyond the bound is refused unread', () => {
    const { file } = folderWithFile();
    fs.truncateSync(file, 101);
    expect(refusalOf(() => readPlainFile(file, SECRET))).toMatchObject({
      code: 'DAMAGED_STORE',
      found: 'more than 100 octets',
    });
    fs.truncateSync(file, 100);
    expect(readPlainFile(file, SECRET)).toHaveLength(100);
  });

  test('where a folder of its path is a file, says so', () => {
    const { file } = folderWithFile();
    expect(refusalOf(() => readPlainFile(join(file, 'x'), SECRET))).toMatchObject({
      code: 'STORE_IO',
      found: 'a file in the place of a folder (ENOTDIR)',
      fix: expect.stringContaining('move the file away'),
    });
  });
});

describe.each(['000', '022', '077', '277', '777'])('P02 under umask %s', (umask) => {
  let before: number;
  beforeEach(() => {
    before = process.umask(Number.parseInt(umask, 8));
  });
  afterEach(() => process.umask(before));

  test('a file that is made has mode 0600 and a folder 0700', () => {
    const folder = join(newFolder());
    ensurePrivateFolder(folder);
    createPrivateFile(join(folder, 'file'), 'content');
    expect([modeOf(folder), modeOf(join(folder, 'file'))]).toEqual([0o700, 0o600]);
    expect(fs.readFileSync(join(folder, 'file'), 'utf8')).toBe('content');
  });
});

describe('making a file', () => {
  test('P02 F04 never writes to what is there already, be it a file or a link', () => {
    const { folder, file } = folderWithFile(0o666);
    fs.symlinkSync(file, join(folder, 'link'));
    for (const name of ['file', 'link']) {
      expect(refusalOf(() => createPrivateFile(join(folder, name), 'other'))).toMatchObject({
        code: 'STORE_IO',
        found: 'something of that name (EEXIST)',
      });
    }
    expect(fs.readFileSync(file, 'utf8')).toBe('content');
  });
});

describe('a private folder', () => {
  test('is taken as it is where it is private', () => {
    const { folder } = folderWithFile();
    ensurePrivateFolder(folder);
    expect([isPrivateFolder(folder), isFolder(folder)]).toEqual([true, true]);
    expect(namesIn(folder)).toEqual(['file']);
  });

  test.each(['777', '755', '750', '701'])('P02 of mode 0%s is refused and left as it is', (octal) => {
    const mode = Number.parseInt(octal, 8);
    const { folder } = folderWithFile();
    fs.chmodSync(folder, mode);
    expect(refusalOf(() => ensurePrivateFolder(folder))).toMatchObject({
      code: 'UNSAFE_STORE',
      fix: expect.stringContaining('chmod 0700'),
    });
    expect(modeOf(folder)).toBe(mode);
    expect(isFolder(folder)).toBe(true);
  });

  test("P02 of another user is refused, the superuser's own rights notwithstanding", () => {
    const { folder } = folderWithFile();
    jest.spyOn(process, 'geteuid').mockReturnValue((process.geteuid?.() ?? 0) + 1);
    expect(refusalOf(() => ensurePrivateFolder(folder)).code).toBe('UNSAFE_STORE');
    jest.restoreAllMocks();
  });

  test.each([isFolder, isPrivateFolder, ensurePrivateFolder])(
    'F04 is neither a link to one nor a file: %p',
    (check) => {
      const { folder, file } = folderWithFile();
      fs.symlinkSync(folder, join(folder, 'link'));
      expect(refusalOf(() => check(join(folder, 'link')))).toMatchObject({
        code: 'UNSAFE_STORE',
        found: 'a symbolic link',
      });
      expect(refusalOf(() => check(file))).toMatchObject({ code: 'UNSAFE_STORE', found: 'a file' });
    },
  );

  test('P02 is taken from another process that made it first, where that one made it private', () => {
    const made = (byOther: (path: string) => void) => {
      const folder = newFolder();
      jest.spyOn(fs, 'mkdirSync').mockImplementationOnce((path) => {
        byOther(String(path));
        throw Object.assign(new Error('there is one'), { code: 'EEXIST' });
      });
      return () => ensurePrivateFolder(folder);
    };
    const mkdir = (mode: number) => (path: string) => {
      fs.mkdirSync(path);
      fs.chmodSync(path, mode);
    };
    expect(made(mkdir(0o700))).not.toThrow();
    expect(refusalOf(made(mkdir(0o777))).code).toBe('UNSAFE_STORE');
    expect(refusalOf(made((path) => fs.symlinkSync(folderWithFile().folder, path))).code).toBe('UNSAFE_STORE');
    expect(refusalOf(made((path) => fs.writeFileSync(path, '', { mode: 0o700 }))).code).toBe('UNSAFE_STORE');
  });

  test('is not made together with its parents, since a path may be mistyped', () => {
    expect(isPrivateFolder(newFolder())).toBe(false);
    expect(refusalOf(() => ensurePrivateFolder(join(newFolder(), 'deeper')))).toMatchObject({
      code: 'STORE_IO',
      found: 'nothing there, or no folder that it could lie in (ENOENT)',
      fix: 'Make the folder that it is to lie in.',
    });
  });
});

describe('moving and removing', () => {
  test('say whether there was something', () => {
    const { folder, file } = folderWithFile();
    expect(moveIfThere(file, join(folder, 'moved'))).toBe(true);
    expect(moveIfThere(file, join(folder, 'moved'))).toBe(false);
    removeFolderIfEmpty(folder);
    expect(namesIn(folder)).toEqual(['moved']);
    removeFileIfThere(join(folder, 'moved'));
    removeFileIfThere(join(folder, 'moved'));
    removeFolderIfEmpty(folder);
    removeFolderIfEmpty(folder);
    expect([isFolder(folder), namesIn(folder)]).toEqual([false, []]);
  });

  test('never takes a folder for a file', () => {
    const { folder, file } = folderWithFile();
    expect(refusalOf(() => removeFileIfThere(folder)).code).toBe('STORE_IO');
    expect(refusalOf(() => removeFolderIfEmpty(file)).code).toBe('STORE_IO');
    expect(fs.existsSync(file)).toBe(true);
  });
});

describe('what the system refuses', () => {
  test.each([
    ['ENOSPC', 'a full disk', 'Make room'],
    ['EDQUOT', 'a quota that is used up', 'Make room'],
    ['EROFS', 'a read-only file system', 'Use another folder'],
    ['EACCES', 'no right to it', 'as the user who owns the store'],
    ['EPERM', 'no right to it', 'as the user who owns the store'],
    ['EEXIST', 'something of that name', 'Remove it'],
    ['ENOENT', 'nothing there', 'Make the folder'],
    ['ENOTDIR', 'a file in the place of a folder', 'another folder'],
    ['EIO', 'an error of the system', 'Look at the file system'],
  ])('F11 %s is told as what it is, with what to do', (errno, found, fix) => {
    const file = join(newFolder(), 'file');
    jest.spyOn(fs, 'openSync').mockImplementationOnce(() => {
      throw Object.assign(new Error(`${errno}: said the system`), { code: errno });
    });
    expect(refusalOf(() => createPrivateFile(file, 'content'))).toMatchObject({
      code: 'STORE_IO',
      option: file,
      found: expect.stringMatching(`^${found}.*[(]${errno}[)]$`),
      fix: expect.stringContaining(fix),
    });
  });

  test('is told for what is put on the disk too', async () => {
    const { folder } = folderWithFile();
    await syncFiles([join(folder, 'file')]);
    syncFolder(folder);
    expect(await rejectionOf(syncFiles([join(folder, 'gone')]))).toMatchObject({
      code: 'STORE_IO',
      found: 'nothing there, or no folder that it could lie in (ENOENT)',
    });
    expect(refusalOf(() => syncFolder(join(folder, 'gone'))).code).toBe('STORE_IO');
  });

  test('a mistake of ours keeps its own words', () => {
    jest.spyOn(fs, 'unlinkSync').mockImplementationOnce(() => {
      throw new Error('not of the system');
    });
    expect(() => removeFileIfThere('x')).toThrow(/^not of the system$/);
  });
});

import fs from 'node:fs';
import { dirname } from 'node:path';
import { refuse } from '../core/errors';
import { openToRead, readAtMost } from '../core/files/plain-file';
import { reasonOf } from './io-reasons';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDONLY, O_WRONLY } = fs.constants;
const OPEN_TO_OTHERS = 0o077;
/** Below the limit of open files of every system. */
const SYNCED_AT_ONCE = 100;

/** Conditions for reading a file. */
export interface FileDemands {
  /** True refuses a file that others may read: its content is no longer secret. */
  readonly secret: boolean;
  /** In octets. */
  readonly largest: number;
}

/**
 * The text of a plain file; undefined where there is none. The opened file is the one that is checked, so nobody can replace it
 * in between, and links are not followed.
 *
 * Throws `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`.
 */
export function readPlainFile(path: string, { secret, largest }: FileDemands): string | undefined {
  const file = unlessMissing(path, () => openToRead(path, O_NOFOLLOW));
  if (file === undefined) return undefined;
  try {
    const stats = fs.fstatSync(file);
    if (!stats.isFile()) refuseKind(path, stats, 'a plain file');
    if (secret) refuseOpenToOthers(path, stats, 0o600);
    const content = stats.size > largest ? undefined : translating(path, () => readAtMost(file, largest));
    return (content ?? refuseLength(path, largest)).toString('utf8');
  } finally {
    fs.closeSync(file);
  }
}

/** Makes a file that only its owner may read, whatever the umask; `syncFiles` flushes it. Throws `STORE_IO`. */
export function createPrivateFile(path: string, text: string): void {
  createFile(path, text, 0o600);
}

/** Makes a file with a mode, whatever the umask; `syncFiles` flushes it to the disk. Throws `STORE_IO`. */
export function createFile(path: string, text: string, mode: number): void {
  translating(path, () => {
    const file = fs.openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    try {
      fs.fchmodSync(file, mode);
      fs.writeFileSync(file, text);
    } finally {
      fs.closeSync(file);
    }
  });
}

/** Flushes files to the disk; several at once take little longer than one. Throws `STORE_IO`. */
export async function syncFiles(paths: readonly string[]): Promise<void> {
  for (let start = 0; start < paths.length; start += SYNCED_AT_ONCE) {
    await Promise.all(paths.slice(start, start + SYNCED_AT_ONCE).map(syncFile));
  }
}

async function syncFile(path: string): Promise<void> {
  try {
    const file = await fs.promises.open(path, O_RDONLY | O_NOFOLLOW);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    refuseIo(path, error);
  }
}

/** Makes a folder that only its owner may enter, whatever the umask; one that exists must be such a folder. Throws `UNSAFE_STORE`, `STORE_IO`. */
export function ensurePrivateFolder(path: string): void {
  if (isPrivateFolder(path)) return;
  translating(path, () => {
    try {
      fs.mkdirSync(path, 0o700);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error; // another process was faster
    }
  });
  const { mode } = translating(path, () => fs.lstatSync(path));
  // A umask that restricts the owner as well leaves less than 0700.
  if ((mode & 0o777) < 0o700) translating(path, () => fs.chmodSync(path, 0o700));
  isPrivateFolder(path);
  syncFolder(dirname(path));
}

/** True for a folder, false where there is nothing; anything else, also a link to a folder, is refused with `UNSAFE_STORE`. */
export function isFolder(path: string): boolean {
  return statFolder(path) !== undefined;
}

/** True for a private folder of this user, false where there is nothing; anything else is refused with `UNSAFE_STORE`. */
export function isPrivateFolder(path: string): boolean {
  const stats = statFolder(path);
  if (stats !== undefined) refuseOpenToOthers(path, stats, 0o700);
  return stats !== undefined;
}

/** Moves a file or folder in one step; false where it no longer exists. Throws `STORE_IO`. */
export function moveIfThere(from: string, to: string): boolean {
  const moved = unlessMissing(to, () => {
    fs.renameSync(from, to);
    return true;
  });
  return moved ?? false;
}

/** Throws `STORE_IO`. */
export function removeFileIfThere(path: string): void {
  unlessMissing(path, () => fs.unlinkSync(path));
}

/** Removes an empty folder; one with content, or a missing one, stays as it is. */
export function removeFolderIfEmpty(path: string): void {
  try {
    fs.rmdirSync(path);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(errnoOf(error))) refuseIo(path, error);
  }
}

/** The names in a folder; none where there is no folder. Throws `STORE_IO`. */
export function namesIn(path: string): string[] {
  return unlessMissing(path, () => fs.readdirSync(path)) ?? [];
}

/** Flushes the names in a folder to the disk: without this a power cut undoes a rename. Throws `STORE_IO`. */
export function syncFolder(path: string): void {
  translating(path, () => {
    const folder = fs.openSync(path, O_RDONLY);
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  });
}

/** The system's error code, such as `ENOSPC`. */
export function errnoOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

/** Runs an action on a path and translates the system's errors. Throws `UNSAFE_STORE`, `STORE_IO`. */
export function translating<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    return refuseIo(path, error);
  }
}

function unlessMissing<T>(path: string, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? undefined : refuseIo(path, error);
  }
}

function statFolder(path: string): fs.Stats | undefined {
  const stats = unlessMissing(path, () => fs.lstatSync(path));
  if (stats !== undefined && !stats.isDirectory()) refuseKind(path, stats, 'a folder');
  return stats;
}

function refuseIo(path: string, error: unknown): never {
  const errno = errnoOf(error);
  if (errno === '') throw error; // no error of the system: a fault of this library keeps its stack
  // O_NOFOLLOW reports a link as ELOOP, and a file in place of a folder as ENOTDIR.
  if (errno === 'ELOOP') {
    refuse('UNSAFE_STORE', {
      option: path,
      found: 'a symbolic link',
      expected: 'a plain file or folder',
      fix: 'Remove the link: what it points to is not touched.',
    });
  }
  refuse('STORE_IO', { option: path, ...reasonOf(errno) });
}

function refuseLength(path: string, largest: number): never {
  refuse('DAMAGED_STORE', {
    option: path,
    found: `more than ${largest} octets`,
    expected: `a file of at most ${largest} octets`,
    fix: 'Restore the file, or move it away.',
  });
}

function refuseKind(path: string, stats: fs.Stats, expected: string): never {
  const kinds: ReadonlyArray<[boolean, string]> = [
    [stats.isSymbolicLink(), 'a symbolic link'],
    [stats.isDirectory(), 'a folder'],
    [stats.isFile(), 'a file'],
  ];
  refuse('UNSAFE_STORE', {
    option: path,
    found: kinds.find(([is]) => is)?.[1] ?? 'a device, pipe or socket',
    expected,
    fix: 'Move it away, or choose another folder.',
  });
}

function refuseOpenToOthers(path: string, stats: fs.Stats, wanted: number): void {
  const owner = process.geteuid?.();
  if (owner !== undefined && stats.uid !== owner) {
    refuse('UNSAFE_STORE', {
      option: path,
      found: `of user ${stats.uid}`,
      expected: `a file or folder of user ${owner}, who runs this`,
      fix: 'Run the command as the user who owns the store.',
    });
  }
  if ((stats.mode & OPEN_TO_OTHERS) !== 0) {
    refuse('UNSAFE_STORE', {
      option: path,
      found: `mode ${octal(stats.mode & 0o7777)}`,
      expected: `mode ${octal(wanted)}: nobody but its owner may read or write it`,
      fix: `If nobody else has read or changed it, run "chmod ${octal(wanted)}" on it; otherwise make new keys.`,
    });
  }
}

function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}

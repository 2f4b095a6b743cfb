import { randomInt, randomUUID } from 'node:crypto';
import { lstatSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../core/errors';
import { isKnownToBeGone, type LockOwner, parseLockOwner, thisProcess } from './lock-owner';
import {
  createPrivateFile,
  ensurePrivateFolder,
  errnoOf,
  isPrivateFolder,
  moveIfThere,
  namesIn,
  readPlainFile,
  removeFileIfThere,
  removeFolderIfEmpty,
  syncFiles,
  translating,
} from './safe-files';
import { GIT_IGNORE, IGNORE_ALL } from './store-layout';

/** The times of the lock, in milliseconds. */
export interface LockTimes {
  /** How often its holder gives a sign of life. */
  readonly beat: number;
  /** How long a holder may give no sign of life before it loses the lock. */
  readonly quiet: number;
  /** How long other processes wait for it. */
  readonly patience: number;
}

/** Making the RSA keys of a large program takes a minute, and a waiting process may wait for several programs. */
export const LOCK_TIMES: LockTimes = { beat: 2_000, quiet: 30_000, patience: 600_000 };

const LOCK = 'lock';
const OWNER = 'owner.json';
const LARGEST_OWNER = 4096;
const NONCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Only its age tells an abandoned candidate of another machine from a waiting one. */
const OLDEST_CANDIDATE = 3_600_000;

/**
 * The right of one process to change a store. The law: **whoever has lost the lock can change nothing any more**, however
 * late it wakes up. The lock is a folder `lock` with one folder in it, named after its holder; the holder prepares every
 * change inside that folder and makes it real by renaming out of it. Taking a lock from a dead holder is renaming that very
 * folder away, so the late holder's renames find nothing, and of two takers only one succeeds.
 */
export class StoreLock {
  /**
   * Waits until no other process holds the store, and takes it. What a dead holder left behind is moved to
   * `discarded.<its nonce>`. Throws `BUSY_STORE`, `UNSAFE_STORE`, `STORE_IO`.
   */
  public static async acquire(store: string, times: LockTimes): Promise<StoreLock> {
    const nonce = randomUUID();
    const candidate = join(store, `${LOCK}.${nonce}`);
    try {
      ensurePrivateFolder(candidate);
      ensurePrivateFolder(join(candidate, nonce));
      createPrivateFile(join(candidate, nonce, GIT_IGNORE), IGNORE_ALL);
      createPrivateFile(join(candidate, nonce, OWNER), JSON.stringify(thisProcess()));
      await takePlace(store, candidate, times);
    } catch (error) {
      removeLockFolder(candidate, nonce);
      throw error;
    }
    return new StoreLock(store, nonce, times);
  }

  /** The folder in which changes are prepared. */
  public readonly folder: string;
  private readonly heart: NodeJS.Timeout;

  private constructor(
    private readonly store: string,
    private readonly nonce: string,
    times: LockTimes,
  ) {
    this.folder = join(store, LOCK, nonce);
    this.heart = setInterval(() => this.beat(), times.beat);
    this.heart.unref();
  }

  /** Writes files that are published later. Throws `STORE_IO`, and `BUSY_STORE` where another process has taken the lock. */
  public async prepare(files: ReadonlyArray<readonly [name: string, text: string]>): Promise<void> {
    try {
      for (const [name, text] of files) createPrivateFile(join(this.folder, name), text);
      await syncFiles(files.map(([name]) => join(this.folder, name)));
    } catch (error) {
      if (!isPrivateFolder(this.folder)) this.refuseLost();
      throw error;
    }
  }

  /** Moves a prepared file to its place. Throws `STORE_IO`, and `BUSY_STORE` where another process has taken the lock. */
  public publish(name: string, target: string): void {
    if (!moveIfThere(join(this.folder, name), target)) this.refuseLost();
  }

  /** Releases the lock. Files that were prepared and not published move to `discarded.<nonce>`, whose path is returned. */
  public release(): string {
    clearInterval(this.heart);
    return discard(this.store, this.nonce);
  }

  private refuseLost(): never {
    refuse('BUSY_STORE', {
      option: this.store,
      expected: 'to hold the store until the change is made',
      fix: 'Another process took this one for dead and has gone on in its place. Run the same command again.',
    });
  }

  private beat(): void {
    try {
      const now = new Date();
      utimesSync(join(this.folder, OWNER), now, now);
    } catch {
      // A lost lock is noticed, and reported, at the next publication.
    }
  }
}

/** The folders of former holders, with the files that they had prepared. */
export function discardedFolders(store: string): string[] {
  return namesIn(store)
    .filter((name) => name.startsWith('discarded.') && NONCE.test(name.slice('discarded.'.length)))
    .map((name) => join(store, name));
}

/** Removes the folder of a former holder, after its other content is removed. */
export function removeDiscardedFolder(folder: string): void {
  for (const name of [OWNER, GIT_IGNORE]) removeFileIfThere(join(folder, name));
  removeFolderIfEmpty(folder);
}

/** Removes the remains of processes that ended while they waited for the lock. */
export function removeAbandonedCandidates(store: string): void {
  for (const name of namesIn(store)) {
    const nonce = name.slice(LOCK.length + 1);
    if (!name.startsWith(`${LOCK}.`) || !NONCE.test(nonce)) continue;
    const path = join(store, name, nonce, OWNER);
    const owner = readOwner(path);
    const last = lastBeat(path) ?? lastBeat(join(store, name));
    const isOld = last !== undefined && Date.now() - last > OLDEST_CANDIDATE;
    if (isOld || (owner !== undefined && isKnownToBeGone(owner))) removeLockFolder(join(store, name), nonce);
  }
}

async function takePlace(store: string, candidate: string, times: LockTimes): Promise<void> {
  const start = performance.now();
  let seen = { nonce: '', beat: 0, since: start };
  while (!becomeLock(candidate, join(store, LOCK))) {
    const nonce = holderOf(store) ?? '';
    const path = join(store, LOCK, nonce, OWNER);
    const owner = readOwner(path);
    const beat = lastBeat(path) ?? 0;
    const now = performance.now();
    // This process's clock times the changes: the holder's machine may have another time.
    if (seen.nonce !== nonce || seen.beat !== beat) seen = { nonce, beat, since: now };
    if (nonce !== '' && (now - seen.since >= times.quiet || (owner !== undefined && isKnownToBeGone(owner)))) {
      discard(store, nonce);
    } else if (now - start >= times.patience) {
      refuseBusy(store, owner);
    } else {
      await sleep(randomInt(20, 80)); // so that waiting processes do not all try at once
    }
  }
}

/** Moves the candidate into the place of a missing or empty lock; the kernel lets exactly one process succeed. */
function becomeLock(candidate: string, lock: string): boolean {
  return translating(lock, () => {
    try {
      renameSync(candidate, lock);
      return true;
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error))) return false;
      throw error;
    }
  });
}

/** The nonce of the lock's holder; undefined where the lock is free. */
function holderOf(store: string): string | undefined {
  const [name, ...others] = namesIn(join(store, LOCK));
  if (name !== undefined && (others.length > 0 || !NONCE.test(name))) {
    refuse('UNSAFE_STORE', {
      option: join(store, LOCK),
      found: [name, ...others].find((each) => !NONCE.test(each)) ?? name,
      expected: 'what this library puts there, and nothing else',
      fix: 'Move it away: the lock cannot be taken while it lies there.',
    });
  }
  return name;
}

/** Takes the lock from one holder, which may be this process, and leaves it free. Does nothing where that holder has lost it. */
function discard(store: string, nonce: string): string {
  const discarded = join(store, `discarded.${nonce}`);
  moveIfThere(join(store, LOCK, nonce), discarded);
  removeFolderIfEmpty(join(store, LOCK));
  return discarded;
}

function removeLockFolder(folder: string, nonce: string): void {
  removeDiscardedFolder(join(folder, nonce));
  removeFolderIfEmpty(folder);
}

function readOwner(path: string): LockOwner | undefined {
  const text = readPlainFile(path, { secret: false, largest: LARGEST_OWNER });
  return text === undefined ? undefined : parseLockOwner(text);
}

function lastBeat(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function refuseBusy(store: string, owner: LockOwner | undefined): never {
  refuse('BUSY_STORE', {
    option: store,
    found: owner === undefined ? 'held by another process' : `held by process ${owner.pid} on ${owner.host}`,
    expected: 'a store that no other process is changing',
    fix: 'Wait until that process has ended, or end it.',
  });
}

import type { KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { refuse } from '../core/errors';
import type { Passphrase } from '../x509/keys/passphrase';
import { readCertificateList } from './certificate-list';
import { settleChange } from './key-journal';
import type { StoredCertificates } from './model';
import { ensurePrivateFolder, isFolder, isPrivateFolder, namesIn, readPlainFile, syncFolder } from './safe-files';
import {
  CERTIFICATE_LIST,
  IGNORE_ALL,
  isForeign,
  isKeyFileName,
  KEYS_IGNORED,
  layoutOf,
  type StoreLayout,
} from './store-layout';
import {
  discardedFolders,
  LOCK_TIMES,
  type LockTimes,
  removeAbandonedCandidates,
  removeDiscardedFolder,
  StoreLock,
} from './store-lock';
import { StoreSession } from './store-session';
import { readStoredKey, refuseMissingKey } from './stored-key';

/** A key that is replaced during a look-up is found under its new name; nobody replaces it this often in a row. */
const LOOKUPS = 5;
const LARGEST_IGNORE = 64 * 1024;

/**
 * A folder of the user's with certificates and their private keys: how it lies on the disk is in `store-layout.ts`.
 * Whatever happens to a process that changes it, what the store held before is there, or what it is to hold after.
 *
 * A full disk, a kill or a power cut loses what was not finished, and nothing else. The file system must be one that
 * renames atomically and knows owners and modes, as all local ones of Linux and macOS do; where modes cannot say that a key
 * is private, it is refused.
 */
export class CertificateStore {
  private readonly layout: StoreLayout;

  /**
   * Reads and writes nothing yet.
   *
   * @param folder made at the first write; its parent must exist
   */
  constructor(folder: string) {
    this.layout = layoutOf(resolve(folder));
  }

  /**
   * The certificates; none where nothing was ever written. No key file is opened, and owner and mode of the folder do not count:
   * it may come from version control.
   *
   * Throws `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`.
   */
  public readCertificates(): StoredCertificates {
    if (!isFolder(this.layout.folder)) return new Map();
    return readCertificateList(this.layout.certificateList) ?? new Map();
  }

  /**
   * The private key of a certificate, checked to be its own.
   *
   * @param certificates the store as it was read before: the key is that of the certificate in it, or refused where it has been
   * removed since @default - the store as it is now
   *
   * Throws `MISSING_PRIVATE_KEY`, `UNSAFE_STORE`, `DAMAGED_STORE`, `KEY_MISMATCH`, `INVALID_PRIVATE_KEY`,
   * `PRIVATE_KEY_ENCRYPTED`, `WRONG_PASSPHRASE`, `WEAK_KEY`, `STORE_IO`.
   */
  public readPrivateKey(id: string, passphrase?: Passphrase, certificates?: StoredCertificates): KeyObject {
    if (isPrivateFolder(this.layout.folder) && isPrivateFolder(this.layout.keys)) {
      for (let lookup = 0; lookup < LOOKUPS; lookup++) {
        const key = readStoredKey(this.layout, certificates ?? this.readCertificates(), id, passphrase);
        if (key !== undefined) return key;
      }
    }
    return refuseMissingKey(this.layout, certificates ?? this.readCertificates(), id);
  }

  /**
   * Waits until no other process changes the store, and lets `work` look at it and change it while nobody else can.
   *
   * Throws `BUSY_STORE`, `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`, and whatever `work` throws.
   *
   * @param work what it replaces stays replaced, whatever it throws afterwards
   * @param passphrase encrypts the keys that are written and opens those that are read @default - keys are not encrypted
   */
  public async change<T>(
    work: (session: StoreSession) => Promise<T>,
    passphrase?: Passphrase,
    times: LockTimes = LOCK_TIMES,
  ): Promise<T> {
    ensurePrivateFolder(this.layout.folder);
    this.refuseForeignFolder();
    const lock = await StoreLock.acquire(this.layout.folder, times);
    try {
      this.recover();
      ensurePrivateFolder(this.layout.keys);
      this.refuseLostList();
      await this.ignoreKeys(lock);
      return await work(new StoreSession(this.layout, lock, passphrase));
    } finally {
      removeDiscardedFolder(lock.release());
    }
  }

  /** A private folder may be anybody's, with other keys: a store is begun in an empty one. */
  private refuseForeignFolder(): void {
    const { folder, certificateList } = this.layout;
    const names = namesIn(folder);
    const foreign = names.includes(CERTIFICATE_LIST) ? undefined : names.find(isForeign);
    if (foreign === undefined) return;
    refuse('UNSAFE_STORE', {
      option: folder,
      found: `a folder with ${foreign}`,
      expected: `a certificate store, which has ${certificateList}, or a folder with nothing in it`,
      fix: 'Name another folder, which is made where it is missing.',
    });
  }

  /** Removes the remains of processes that ended in the middle of a change. */
  private recover(): void {
    for (const folder of discardedFolders(this.layout.folder)) {
      settleChange(folder, this.layout);
      removeDiscardedFolder(folder);
    }
    removeAbandonedCandidates(this.layout.folder);
  }

  /** Keeps the keys out of version control before there is one. */
  private async ignoreKeys(lock: StoreLock): Promise<void> {
    const { keys, keysIgnored } = this.layout;
    const text = readPlainFile(keysIgnored, { secret: false, largest: LARGEST_IGNORE });
    if (text === IGNORE_ALL) return;
    if (text !== undefined) {
      refuse('UNSAFE_STORE', {
        option: keysIgnored,
        expected: 'the line "*" and no other: git adds keys that it lets through',
        fix: 'Remove it: the same command then makes its own.',
      });
    }
    await lock.prepare([[KEYS_IGNORED, IGNORE_ALL]]);
    lock.publish(KEYS_IGNORED, keysIgnored);
    syncFolder(keys);
  }

  /** Refuses to make a new authority silently beside keys without a list: people may trust the authorities of these keys. */
  private refuseLostList(): void {
    if (readCertificateList(this.layout.certificateList) !== undefined) return;
    const key = namesIn(this.layout.keys).find(isKeyFileName);
    if (key === undefined) return;
    refuse('DAMAGED_STORE', {
      option: this.layout.certificateList,
      expected: `the list of certificates that keys/${key} belongs to`,
      fix: 'Restore the list from version control or a backup; to begin anew, move the whole folder away.',
    });
  }
}

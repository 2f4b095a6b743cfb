import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { refuse } from '../core/errors';
import { writePrivateKey } from '../x509/keys/keys';
import type { Passphrase } from '../x509/keys/passphrase';
import { formatCertificateList, readCertificateList } from './certificate-list';
import { settleChange, writeKeyJournal } from './key-journal';
import type { StoredCertificates, StoredPair } from './model';
import { syncFolder } from './safe-files';
import { CERTIFICATE_LIST, keyFileName, parseCertificate, type StoreLayout } from './store-layout';
import type { StoreLock } from './store-lock';
import { isStoredKeyEncrypted, readStoredKey, refuseMissingKey, requireKeyOf } from './stored-key';

/** A store that only this process may change. */
export class StoreSession {
  private current: StoredCertificates;

  constructor(
    private readonly layout: StoreLayout,
    private readonly lock: StoreLock,
    /** Decrypts and encrypts the private keys of this change. */
    public readonly passphrase: Passphrase | undefined,
  ) {
    this.current = readCertificateList(layout.certificateList) ?? new Map();
  }

  /** The current certificates of the store. */
  public get certificates(): StoredCertificates {
    return this.current;
  }

  /** The private key of a certificate. Throws as `CertificateStore.readPrivateKey`. */
  public readPrivateKey(id: string): KeyObject {
    return (
      readStoredKey(this.layout, this.current, id, this.passphrase) ?? refuseMissingKey(this.layout, this.current, id)
    );
  }

  /** Whether the private key of a certificate is encrypted; undefined where there is none. */
  public isEncrypted(id: string): boolean | undefined {
    return isStoredKeyEncrypted(this.layout, this.current, id);
  }

  /**
   * Replaces the pairs under their ids, all in one step: whoever reads the store sees none or all of them, whatever happens. Keys
   * that no certificate has any more are removed.
   *
   * Throws `INVALID_CERTIFICATE`, `KEY_MISMATCH`, `DUPLICATE_CERTIFICATE`, `BUSY_STORE`, `DAMAGED_STORE`, `UNSAFE_STORE`,
   * `STORE_IO`.
   */
  public async replace(pairs: readonly StoredPair[]): Promise<void> {
    const keyFiles = new Map(pairs.map((pair) => [this.keyFileOf(pair), pair.privateKey]));
    const pems = await Promise.all(
      [...keyFiles].map(async ([name, key]) => [name, await writePrivateKey(key, this.passphrase)] as const),
    );
    const ids = pairs.map(({ id }) => id);
    await this.exchange(this.with(pairs), pems, ids);
  }

  /**
   * Removes the pairs under these ids in one step, and each key that no certificate has any more. Missing pairs are ignored.
   *
   * Throws `BUSY_STORE`, `DAMAGED_STORE`, `UNSAFE_STORE`, `STORE_IO`.
   */
  public async remove(ids: readonly string[]): Promise<void> {
    const next = new Map([...this.current].filter(([id]) => !ids.includes(id)));
    if (next.size < this.current.size) await this.exchange(next, [], ids);
  }

  /** Replaces the list and adds its new keys; keys of these ids that have become obsolete are removed. */
  private async exchange(
    next: StoredCertificates,
    pems: ReadonlyArray<readonly [keyFile: string, pem: string]>,
    ids: readonly string[],
  ): Promise<void> {
    const list = formatCertificateList(next, this.layout.certificateList);
    const obsolete = ids.flatMap((id) => this.keyFilesNow(id));
    try {
      await writeKeyJournal(this.lock, new Set([...pems.map(([name]) => name), ...obsolete]));
      await this.lock.prepare([...pems, [CERTIFICATE_LIST, list]]);
      for (const [name] of pems) this.lock.publish(name, join(this.layout.keys, name));
      // The keys are on the disk before the list that refers to them.
      syncFolder(this.layout.keys);
      this.lock.publish(CERTIFICATE_LIST, this.layout.certificateList);
      this.current = next;
      syncFolder(this.layout.folder);
    } finally {
      settleChange(this.lock.folder, this.layout);
    }
  }

  private keyFileOf({ id, certificates: [own], privateKey }: StoredPair): string {
    const option = `${this.layout.folder}: ${id}`;
    const certificate = parseCertificate(own, option);
    requireKeyOf(certificate, privateKey, option);
    return keyFileName(certificate);
  }

  private keyFilesNow(id: string): string[] {
    const own = this.current.get(id)?.[0];
    return own === undefined ? [] : [keyFileName(parseCertificate(own, `${this.layout.certificateList}: ${id}`))];
  }

  private with(pairs: readonly StoredPair[]): StoredCertificates {
    const next = new Map(this.current);
    for (const { id, certificates } of pairs) next.set(id, certificates);
    if (new Set(pairs.map(({ id }) => id)).size < pairs.length) {
      refuse('DUPLICATE_CERTIFICATE', {
        option: this.layout.folder,
        expected: 'each id once in one change',
        fix: 'Give each certificate an id of its own.',
      });
    }
    return next;
  }
}

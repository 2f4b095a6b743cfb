import { join } from 'node:path';
import { refuse } from '../core/errors';
import { readCertificateList } from './certificate-list';
import { namesIn, readPlainFile, removeFileIfThere, syncFolder } from './safe-files';
import {
  CERTIFICATE_LIST,
  isKeyFileName,
  KEYS_IGNORED,
  keyFileName,
  parseCertificate,
  type StoreLayout,
} from './store-layout';
import type { StoreLock } from './store-lock';

const JOURNAL = 'touched-keys.json';
const LARGEST_JOURNAL = 16 * 1024 * 1024;

/**
 * Which keys a change brings and which it makes obsolete, on the disk before the first key moves. The law: **after the
 * change, or after its end in the middle, each of these keys stays exactly if a certificate in the list has it.** Keys that
 * stand in no journal are never removed, so a list that was put back by hand costs nobody a key.
 */
export async function writeKeyJournal(lock: StoreLock, keyFiles: ReadonlySet<string>): Promise<void> {
  await lock.prepare([[JOURNAL, JSON.stringify([...keyFiles])]]);
  syncFolder(lock.folder);
}

/** Completes or undoes the change that was prepared in a folder. Only the holder of the lock may call it. */
export function settleChange(folder: string, layout: StoreLayout): void {
  const journal = join(folder, JOURNAL);
  for (const name of namesIn(folder)) {
    if (isKeyFileName(name) || name === CERTIFICATE_LIST || name === KEYS_IGNORED)
      removeFileIfThere(join(folder, name));
  }
  const touched = parseKeyJournal(journal);
  if (touched.length > 0) {
    const kept = keyFilesInUse(layout);
    for (const name of touched) if (!kept.has(name)) removeFileIfThere(join(layout.keys, name));
  }
  removeFileIfThere(journal);
}

function keyFilesInUse({ certificateList }: StoreLayout): ReadonlySet<string> {
  const certificates = readCertificateList(certificateList) ?? new Map<string, readonly string[]>();
  return new Set(
    [...certificates].map(([id, [own]]) => keyFileName(parseCertificate(own, `${certificateList}: ${id}`))),
  );
}

function parseKeyJournal(path: string): string[] {
  const text = readPlainFile(path, { secret: false, largest: LARGEST_JOURNAL });
  if (text === undefined) return [];
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.every((name) => typeof name === 'string' && isKeyFileName(name))) return names;
  } catch {
    // It was cut off, so no key had moved: a change begins only after its journal is complete.
    return [];
  }
  refuse('DAMAGED_STORE', {
    option: path,
    expected: 'a list of names of key files',
    fix: 'Move the file away: somebody else has written it.',
  });
}

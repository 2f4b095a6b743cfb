import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { refuse } from '../core/errors';
import { createFile, moveIfThere, namesIn, removeFileIfThere, syncFiles, syncFolder } from './safe-files';

const MODE = 0o644;
const UNFINISHED = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new$/;

/**
 * Replaces or makes a public file in one step: a reader sees the old text or the new one, whatever happens. The old file is not
 * read. Throws `STORE_IO`, and `BUSY_STORE` where another process does the same at this moment.
 */
export async function replacePublicFile(path: string, text: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  for (const other of namesIn(folder)) {
    // It is from a process that was killed, or from one that will learn that it is late.
    if (other.startsWith(name) && UNFINISHED.test(other.slice(name.length))) removeFileIfThere(join(folder, other));
  }
  const prepared = `${path}.${randomUUID()}.new`;
  try {
    createFile(prepared, text, MODE);
    await syncFiles([prepared]);
    if (!moveIfThere(prepared, path)) {
      refuse('BUSY_STORE', {
        option: path,
        expected: 'a file that no other process is changing',
        fix: 'Run the same command again.',
      });
    }
  } catch (error) {
    removeFileIfThere(prepared);
    throw error;
  }
  syncFolder(folder);
}

import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { refuse } from '../core/errors';
import { createFile, moveIfThere, namesIn, removeFileIfThere, syncFiles, syncFolder } from './safe-files';

const MODE = 0o644;
const UNFINISHED = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new$/;

/**
 * Puts a file that everybody may read in the place of another, or where there is none, in one step: whoever reads it, and
 * whatever happens, sees the old text or the new one. What stood in that place is not looked at. Throws `BUSY_STORE` where
 * another process does the same at this moment, `STORE_IO`.
 */
export async function replacePublicFile(path: string, text: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  for (const other of namesIn(folder)) {
    // A process that was killed left it, or one that will be told that it is late.
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

import type { Facts } from '../core/problem';

type Reason = Pick<Required<Facts>, 'found' | 'expected' | 'fix'>;

const ROOM = {
  expected: 'room for what is written',
  fix: 'Make room, then run the same command again. Nothing in the store has changed.',
};
const OWNER = {
  found: 'no right to it',
  expected: 'a file or folder that whoever runs this may read and write',
  fix: 'Run the command as the user who owns the store.',
};
const OTHER: Reason = {
  found: 'an error of the system',
  expected: 'a file system that can be read and written there',
  fix: 'Look at the file system there, then run the same command again.',
};
const REASONS: Readonly<Record<string, Reason>> = {
  ENOSPC: { found: 'a full disk', ...ROOM },
  EDQUOT: { found: 'a quota that is used up', ...ROOM },
  EROFS: {
    found: 'a read-only file system',
    expected: 'a folder that can be written',
    fix: 'Use another folder.',
  },
  EACCES: OWNER,
  EPERM: OWNER,
  EEXIST: {
    found: 'something of that name',
    expected: 'nothing there yet: what is there is never overwritten',
    fix: 'Remove it once nobody needs it, or choose another name.',
  },
  ENOENT: {
    found: 'nothing there, or no folder that it could lie in',
    expected: 'a folder that is there',
    fix: 'Make the folder that it is to lie in.',
  },
  ENOTDIR: {
    found: 'a file in the place of a folder',
    expected: 'a folder',
    fix: 'Choose another folder, or move the file away.',
  },
};

/** What an error of the system means for whoever keeps a certificate store, and what there is to do. */
export function reasonOf(errno: string): Reason {
  const { found, expected, fix } = REASONS[errno] ?? OTHER;
  return { found: `${found} (${errno})`, expected, fix };
}

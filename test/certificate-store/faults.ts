import fs from 'node:fs';

/** Every call by which the store changes the disk: between two of them nothing can be seen to happen. */
const CHANGES = [
  'mkdirSync',
  'chmodSync',
  'openSync',
  'fchmodSync',
  'writeFileSync',
  'renameSync',
  'unlinkSync',
  'rmdirSync',
] as const;

/** What a process that was killed does from then on: nothing. */
export class Killed extends Error {}

/**
 * Runs a change of the disk that stops at its n-th call, before or in the middle of it, and reaches the disk no more.
 * @returns whether there were that many calls
 */
export async function killedAt(n: number, change: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const spies = CHANGES.map((name) => {
    const original = fs[name] as (...args: unknown[]) => unknown;
    return jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      calls++;
      // A file is cut off where its process is killed while it writes.
      if (calls === n && name === 'writeFileSync') original(args[0], String(args[1]).slice(0, 7));
      if (calls >= n) throw new Killed(`at call ${n}: ${name}`);
      return original(...args);
    }) as never);
  });
  try {
    await change();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return calls >= n;
}

/**
 * Runs a change on a disk that is full from its n-th new file, folder or content on: files are cut off, what exists can be
 * renamed and removed.
 * @returns whether it was full before the change was done
 */
export async function fullAt(n: number, change: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  const full = (): never => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  const spies = (['mkdirSync', 'openSync', 'writeFileSync'] as const).map((name) => {
    const original = fs[name] as (...args: unknown[]) => unknown;
    return jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      const makes = name !== 'openSync' || (Number(args[1]) & fs.constants.O_CREAT) !== 0;
      if (makes && ++calls >= n) {
        if (name === 'writeFileSync') original(args[0], String(args[1]).slice(0, 7));
        full();
      }
      return original(...args);
    }) as never);
  });
  try {
    await change();
    return false;
  } catch (error) {
    if (!String(error).includes('ENOSPC')) throw error;
    return true;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Leaves out waiting for the disk, which only a power cut would show and which takes most of the time. */
export function withoutWaitingForTheDisk(): void {
  const file = { sync: () => Promise.resolve(), close: () => Promise.resolve() };
  jest.spyOn(fs, 'fsyncSync').mockReturnValue(undefined);
  jest.spyOn(fs.promises, 'open').mockResolvedValue(file as never);
}

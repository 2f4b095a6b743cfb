import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errnoOf } from './safe-files';

/** Who holds a lock, as far as another process can find out whether they are still there. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Which running kernel, and which of its process tables, `pid` belongs to; absent where the system does not say. */
  readonly processTable?: string;
}

/** This process. */
export function thisProcess(): LockOwner {
  const processTable = readProcessTable();
  return { pid: process.pid, host: hostname(), ...(processTable === undefined ? {} : { processTable }) };
}

/** Undefined for what is not one of ours. */
export function parseLockOwner(text: string): LockOwner | undefined {
  try {
    const { pid, host, processTable } = JSON.parse(text);
    if (!Number.isSafeInteger(pid) || pid < 1 || typeof host !== 'string') return undefined;
    return { pid, host, ...(typeof processTable === 'string' ? { processTable } : {}) };
  } catch {
    return undefined;
  }
}

/**
 * True where the owner is known to be gone: its number is in use by nobody, in the very table that it comes from. A process
 * of another machine or container is not known to be gone, nor is one whose number was given to another since.
 */
export function isKnownToBeGone(owner: LockOwner): boolean {
  if (owner.processTable === undefined || owner.processTable !== readProcessTable()) return false;
  try {
    process.kill(owner.pid, 0); // sends nothing
    return false;
  } catch (error) {
    return errnoOf(error) === 'ESRCH';
  }
}

function readProcessTable(): string | undefined {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined; // not Linux
  }
}

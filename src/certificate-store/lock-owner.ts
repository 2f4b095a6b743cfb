import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errnoOf } from './safe-files';

/** The process that holds a lock, with what another process needs to find out whether it still runs. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** The running kernel and process table that `pid` belongs to; absent where the system does not tell. */
  readonly processTable?: string;
}

/** This process. */
export function thisProcess(): LockOwner {
  const processTable = readProcessTable();
  return { pid: process.pid, host: hostname(), ...(processTable === undefined ? {} : { processTable }) };
}

/** Undefined for a text that this library did not write. */
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
 * True where the owner is known to be gone: no process has its number, in the same process table. Of a process of another machine
 * or container this is never known, nor of one whose number was reused.
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

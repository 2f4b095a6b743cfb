import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { isKnownToBeGone, parseLockOwner, thisProcess } from '../../src/certificate-store/lock-owner';

/** The number of a process that has ended. */
const gone = spawnSync(process.execPath, ['--version']).pid;

/** What Linux tells of its processes; other systems tell nothing. */
function withProcessTable(bootId: string | undefined): void {
  jest.spyOn(fs, 'readFileSync').mockImplementation(() => {
    if (bootId === undefined) throw new Error('no /proc');
    return `${bootId}\n`;
  });
  jest.spyOn(fs, 'readlinkSync').mockReturnValue('pid:[1]' as never);
}

afterEach(() => jest.restoreAllMocks());

describe('the owner of a lock', () => {
  test('is read as it was written', () => {
    expect(parseLockOwner(JSON.stringify(thisProcess()))).toEqual(thisProcess());
    expect(thisProcess().pid).toBe(process.pid);
  });

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{"pid":0,"host":"a"}',
    '{"pid":-1,"host":"a"}',
    '{"pid":"1","host":"a"}',
    '{"pid":1}',
  ])('is nobody where the file says %j', (text) => {
    expect(parseLockOwner(text)).toBeUndefined();
  });

  test('is gone where nobody has its number any more', () => {
    withProcessTable('boot');
    expect(isKnownToBeGone({ ...thisProcess(), pid: gone })).toBe(true);
    expect(isKnownToBeGone(thisProcess())).toBe(false);
  });

  test('is not known to be gone on another kernel, in another container, or where the system does not tell', () => {
    withProcessTable('boot');
    expect(isKnownToBeGone({ pid: gone, host: 'a', processTable: 'boot pid:[2]' })).toBe(false);
    expect(isKnownToBeGone({ pid: gone, host: 'a', processTable: 'other pid:[1]' })).toBe(false);
    expect(isKnownToBeGone({ pid: gone, host: 'a' })).toBe(false);
    withProcessTable(undefined);
    expect(thisProcess().processTable).toBeUndefined();
    expect(isKnownToBeGone({ ...thisProcess(), pid: gone })).toBe(false);
  });

  test('is not gone because it belongs to another user', () => {
    withProcessTable('boot');
    jest.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    });
    expect(isKnownToBeGone(thisProcess())).toBe(false);
  });
});

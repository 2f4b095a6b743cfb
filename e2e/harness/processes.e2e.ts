import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackgroundProcess } from './processes';

describe('a background process', () => {
  let folder: string;
  const started: BackgroundProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'processes-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.stop('SIGKILL')));
    rmSync(folder, { recursive: true });
  });

  test('is waited for until its check returns something, however often the check throws before', async () => {
    const shell = start('sleep 0.3; echo ready; sleep 60');
    const found = await shell.until('readiness', 10_000, async () => {
      if (!shell.log().includes('ready')) {
        throw new Error('not yet');
      }
      return 'it is';
    });
    expect(found).toBe('it is');
  });

  test('that ends too early fails the wait at once, with its exit code and the end of its log', async () => {
    const shell = start('echo the reason >&2; exit 3');
    await expect(shell.until('readiness', 60_000, async () => undefined)).rejects.toThrow(
      /shell ended \(exit code 3\) before readiness[\s\S]*the reason/,
    );
  });

  test('that does not become ready in time fails the wait, with the last failure of the check', async () => {
    const shell = start('sleep 60');
    const refused = async () => {
      throw new Error('connection refused');
    };
    await expect(shell.until('readiness', 300, refused)).rejects.toThrow(
      /no readiness within 300 ms.*connection refused/,
    );
  });

  test('that cannot be started fails the wait', async () => {
    const none = BackgroundProcess.start({ name: 'none', command: join(folder, 'none'), args: [], logFolder: folder });
    await expect(none.until('readiness', 5_000, async () => undefined)).rejects.toThrow(/none ended \(.*ENOENT/);
    await none.stop();
  });

  test('is stopped together with the processes that it started', async () => {
    const shell = start('sleep 61 & echo $! > child; wait');
    const child = await shell.until(
      'child',
      5_000,
      async () => readFileSync(join(folder, 'child'), 'utf8').trim() || undefined,
    );
    await shell.stop();
    expect(shell.running).toBe(false);
    expect(await shell.exit()).toBe('killed by SIGTERM');
    for (let tries = 0; tries < 50 && commandOf(child).includes('sleep'); tries++) {
      await sleep(20); // it has been told, and ends when the kernel schedules it
    }
    expect(commandOf(child)).not.toContain('sleep');
  });

  test('runs as the user and group asked for, and in no other group', async () => {
    const shell = start('id -u; id -G', { uid: 65534, gid: 65534 });
    expect(await shell.exit()).toBe('exit code 0');
    expect(shell.log()).toBe('65534\n65534\n');
  });

  function start(script: string, user?: { uid: number; gid: number }): BackgroundProcess {
    const options = { name: 'shell', command: 'sh', args: ['-c', script], cwd: folder, user, logFolder: folder };
    const shell = BackgroundProcess.start(options);
    started.push(shell);
    return shell;
  }
});

/** What the process runs; empty for one that has ended. */
function commandOf(pid: string): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

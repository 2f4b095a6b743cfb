import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ALL = ['go', 'ip', 'unshare', 'nsenter', 'setpriv', 'mount', 'openssl', 'certtool', 'chromium'];

describe('e2e/prerequisites', () => {
  test('passes where nothing is missing, as it did before this run began', () => {
    expect(prerequisites({ programs: ALL })).toEqual({ status: 0, said: '' });
  });

  test.each([
    ['ip', 'iproute2'],
    ['setpriv', 'util-linux'],
    ['openssl', 'openssl'],
    ['certtool', 'gnutls-bin'],
    ['chromium', 'chromium'],
  ])('without %s, says how to install it', (program, debianPackage) => {
    const { status, said } = prerequisites({ programs: ALL.filter((each) => each !== program) });
    expect(status).toBe(1);
    expect(said).toContain(`as root: apt-get install ${debianPackage}\n`);
  });

  test('without Go, says which is needed', () => {
    const { status, said } = prerequisites({ programs: ALL.filter((each) => each !== 'go') });
    expect(status).toBe(1);
    expect(said).toContain('Go 1.21 or newer');
  });

  test('with a Go that cannot fetch the toolchain, says so and how to see why', () => {
    const { status, said } = prerequisites({ programs: ALL, env: { GOPROXY: 'off', GOMODCACHE: '/nonexistent' } });
    expect(status).toBe(1);
    expect(said).toMatch(/could not \(try: GOTOOLCHAIN=go[\d.]+ go version\)/);
  });

  test('as another user than root, asks for root', () => {
    const { status, said } = prerequisites({ programs: ALL, userId: 1000 });
    expect(status).toBe(1);
    expect(said).toContain('sudo npm run e2e');
  });

  test('refuses an argument that it does not know', () => {
    expect(prerequisites({ programs: ALL, args: ['--instal'] })).toMatchObject({ status: 2 });
  });
});

interface Machine {
  /** What is on its PATH, beside the shell and what every system has. */
  readonly programs: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** What `id` says. @default - 0, root */
  readonly userId?: number;
}

function prerequisites({ programs, env, args = [], userId = 0 }: Machine): { status: number | null; said: string } {
  const bin = mkdtempSync(join(tmpdir(), 'path-'));
  try {
    for (const program of ['bash', 'sed', 'head', 'dirname', 'true', 'env', ...programs]) {
      symlinkSync(spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim(), join(bin, program));
    }
    writeFileSync(join(bin, 'id'), `#!/bin/sh\necho ${userId}\n`, { mode: 0o755 });
    const done = spawnSync('bash', [join(__dirname, 'prerequisites'), ...args], {
      encoding: 'utf8',
      env: { HOME: process.env.HOME, ...goSettings(), PATH: bin, ...env },
    });
    return { status: done.status, said: done.stderr };
  } finally {
    rmSync(bin, { recursive: true });
  }
}

/** Where this machine's Go keeps modules and gets them from, when its variables say so. */
function goSettings(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => /^GO[A-Z]+$/.test(name)));
}

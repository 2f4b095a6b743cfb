import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testFolder } from './harness/test-folder';

const CHECKOUT = join(__dirname, '..');

function run(command: string, args: readonly string[], cwd: string): string[] {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' }).split('\n').filter(Boolean);
}

/** A checkout in which nothing was compiled yet. */
function cleanCheckout(): string {
  const folder = join(testFolder('pack'), 'checkout');
  for (const file of run(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    CHECKOUT,
  )) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(CHECKOUT, file), join(folder, file));
  }
  run('cp', ['-a', join(CHECKOUT, 'node_modules'), folder], CHECKOUT);
  return folder;
}

describe('npm pack', () => {
  test('packs the library although nothing was compiled before', () => {
    const folder = cleanCheckout();
    const tarball = run('npm', ['pack', '--silent'], folder).pop() as string;
    const packed = run('tar', ['--list', '--gzip', '--file', tarball], folder);
    const held = [
      '.jsii',
      'lib/index.js',
      'lib/index.d.ts',
      'lib/cli/main.js',
      'docs/errors.md',
      'README.md',
      'LICENSE',
    ];
    rmSync(folder, { recursive: true });
    expect(packed).toEqual(expect.arrayContaining(held.map((file) => `package/${file}`)));
  }, 300_000);
});

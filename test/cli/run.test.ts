import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { commandLine } from '../../src/cli/run';
import { effects } from '../../src/core/effects';
import { readSources } from '../support/imports';
import { LocalFolder, temporalAuth } from '../support/local-program';

afterEach(() => jest.restoreAllMocks());

describe('temporal-auth', () => {
  test.each([
    ['pki', 'nonsense'],
    ['pki', 'init', '--nonsense'],
    ['pki', 'renew'],
    ['pki', 'export', '--format', 'xml'],
  ])('does not understand %s %s, and exits with 2', async (...args) => {
    const { code, out, err } = await temporalAuth(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: /);
  });

  test('F11 names no flag that no command has, but one of kubectl', () => {
    const sources = [...readSources(path.join(__dirname, '../../src')).values()];
    const named = new Set(sources.flatMap((text) => text.match(/(?<=['"])--[a-z][a-z-]+(?=['"])/g) ?? []));
    const flagsOf = (command: Command): string[] => [
      ...command.options.map(({ long }) => long ?? ''),
      ...command.commands.flatMap(flagsOf),
    ];
    const terminal = { out: () => {}, err: () => {} };
    const flags = new Set(flagsOf(commandLine({ terminal, end: () => {} })));
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((name) => !flags.has(name))).toEqual(['--ignore-not-found']);
  });

  test('takes the program or its plan, not both', async () => {
    expect((await temporalAuth('pki', 'status', '--app', 'x', '--plan', 'y')).code).toBe(2);
  });

  test('explains its exit codes where it is asked', async () => {
    const { code, out } = await temporalAuth('pki', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/Exit codes:[\s\S]*0 {2}done[\s\S]*1 {2}refused[\s\S]*2 [\s\S]*3 /);
  });

  test('P28 has no command that promises to revoke, and the guide says what ends the power of a certificate', async () => {
    expect((await temporalAuth('pki', 'revoke')).code).toBe(2);
    const guide = readFileSync(path.join(__dirname, '../../docs/guide/pki-local.md'), 'utf8').replace(/\s+/g, ' ');
    expect(guide).toContain(
      "There is no `revoke`: Temporal checks no revocation lists. A certificate's power ends when it",
    );
  });

  test('F11 says a refusal in one line, and what it did not foresee with its stack', async () => {
    const refused = await temporalAuth('pki', 'status', '--plan', 'nothing.json');
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/^\[INVALID_VALUE\] [^\n]*\n$/)]);

    const folder = new LocalFolder();
    const plan = folder.plan();
    jest.spyOn(effects, 'now').mockImplementation(() => {
      throw new TypeError('a fault of ours');
    });
    const failed = await temporalAuth('pki', 'status', '--plan', plan);
    expect([failed.code, failed.err]).toEqual([1, expect.stringMatching(/^TypeError: a fault of ours\n +at /)]);
  });
});

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../harness/cache';
import { COMPONENTS, type Component, component, GO_TOOLCHAIN, moduleFolder, versionOf } from './catalogue';

/**
 * Builds every component, or those named, into the user's cache; what is there already is left alone.
 *
 * One after the other: a link of these programs takes gigabytes, and each build uses every core by itself.
 */
function main(names: readonly string[]): void {
  const wanted = names.length > 0 ? names.map(component) : COMPONENTS;
  for (const each of wanted) {
    const label = `${each.name} ${versionOf(each)}`;
    const target = cacheFolder(each);
    if (existsSync(target)) {
      console.log(`${label}: cached`);
      continue;
    }
    console.log(`${label}: building ${Object.keys(each.programs).join(', ')} …`);
    const start = Date.now();
    build(each, target);
    console.log(`${label}: built in ${Math.round((Date.now() - start) / 1000)} s`);
  }
}

/** Builds beside the target and renames, so that a folder of that name is always whole. */
function build(built: Component, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = mkdtempSync(`${target}.building-`);
  try {
    for (const [file, goPackage] of Object.entries(built.programs)) {
      go(built, [
        'build',
        '-trimpath',
        '-buildvcs=false',
        '-ldflags',
        linkerFlags(built),
        '-o',
        join(unfinished, 'bin', file),
        goPackage,
      ]);
    }
    for (const [folder, { module, path }] of Object.entries(built.folders ?? {})) {
      const source = go(built, ['list', '-m', '-f', '{{.Dir}}', module]).trim();
      copyFolder(join(source, path), join(unfinished, folder));
    }
    publish(unfinished, target);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Copies contents, not modes: those of the module cache are read-only, and what has them can't be removed. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      copyFolder(join(from, entry.name), join(to, entry.name));
    } else {
      writeFileSync(join(to, entry.name), readFileSync(join(from, entry.name)));
    }
  }
}

function publish(unfinished: string, target: string): void {
  try {
    renameSync(unfinished, target);
  } catch (error) {
    if (!existsSync(target)) {
      throw error;
    }
    // Another run built the same meanwhile.
  }
}

function linkerFlags(built: Component): string {
  const stamp = built.versionVariable ? ` -X ${built.versionVariable}=v${versionOf(built)}` : '';
  return `-s -w${stamp}`;
}

function go(built: Component, args: readonly string[]): string {
  const done = spawnSync('go', args, {
    cwd: moduleFolder(built),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      GOTOOLCHAIN: GO_TOOLCHAIN,
      GOFLAGS: '-mod=readonly',
      GOWORK: 'off',
      // As in the projects' own images: static, and names are looked up by Go itself, in /etc/hosts first.
      CGO_ENABLED: '0',
    },
  });
  if (done.error) {
    throw done.error;
  }
  if (done.status !== 0) {
    throw new Error(`go ${args.join(' ')} failed in e2e/components/${built.name}`);
  }
  return done.stdout;
}

main(process.argv.slice(2));

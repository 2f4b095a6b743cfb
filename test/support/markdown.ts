import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** A fenced block of a Markdown document. */
export interface Block {
  readonly language: string;
  /** What stands behind the language, such as the name of the file; empty where nothing does. */
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  for (const match of markdown.matchAll(/^```(\w+) ?([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const line = markdown.slice(0, match.index).split('\n').length + 1;
    blocks.push({ language: match[1], name: match[2], text: match[3], line });
  }
  return blocks;
}

/** A complete program of a document, ready to compile and run. */
export interface Program {
  /** `README.md:12`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The TypeScript programs of a document. A block that makes an `App` is a program. Any other block adds to the program
 * before it, or to the `quickstart` where there is none: it stands in braces of its own just before that program's
 * `app.synth()`, its imports on top.
 */
export function programsOf(document: string, markdown: string, quickstart: string): Program[] {
  const programs: Program[] = [];
  let base = quickstart;
  for (const { text, line } of blocksOf(markdown).filter((block) => block.language === 'ts')) {
    const name = `${document}:${line}`;
    if (text.includes('new App(')) {
      base = text;
      programs.push({ name, text });
      continue;
    }
    const imports = text.match(/^import [\s\S]*?;$/gm) ?? [];
    const rest = imports.reduce((left, statement) => left.replace(statement, ''), text);
    if (!base.includes('app.synth();')) throw new Error(`${name} adds to a program that is never synthesized`);
    programs.push({
      name,
      text: `${imports.join('\n')}\n${base.replace('app.synth();', () => `{\n${rest}\n}\napp.synth();`)}`,
    });
  }
  return programs;
}

/** What the compiler says of the programs, all in one compilation, with the options of `test/tsconfig.json`. */
export function compileErrors(programs: readonly Program[], root: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'programs-'));
  try {
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    programs.forEach(({ text }, index) => {
      writeFileSync(path.join(folder, `${index}.ts`), text);
    });
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(settingsFor(programs, root)));
    const compiler = path.join(root, 'node_modules/native-typescript/bin/tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [compiler, '--project', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const said = `${stdout}${stderr}`.trimEnd();
    return said
      .split(/\n(?! )/)
      .filter((line) => line !== '')
      .map((line) => line.replace(/^(\d+)\.ts\(\d+,\d+\): error TS\d+:/, (_, index) => programs[Number(index)].name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function settingsFor(programs: readonly Program[], root: string): object {
  return {
    extends: path.join(root, 'test/tsconfig.json'),
    compilerOptions: {
      // The compiled library is checked already, and reading its declarations is faster than reading its sources.
      paths: { 'cdk8s-temporal-auth': [path.join(root, 'lib')] },
      types: ['node'],
      rootDir: '/',
      noUnusedLocals: false, // a block ends where its point is made, so it may leave a name unused
    },
    files: programs.map((_, index) => `${index}.ts`),
    include: [],
  };
}

/** The scripts that the shell blocks of a document call and `package.json` does not have. */
export function unknownScripts(markdown: string, scripts: readonly string[]): string[] {
  const shell = blocksOf(markdown).filter((block) => ['sh', 'bash', 'shell', 'console'].includes(block.language));
  const called = shell.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)].map((m) => m[1] ?? m[2]),
  );
  return called.filter((script) => !scripts.includes(script));
}

/** The arguments of each `temporal-auth` that a document has its reader run, at the beginning of a line. */
export function commandLinesOf(markdown: string): string[][] {
  return [...markdown.matchAll(/^\s*(?:npx )?temporal-auth ((?:pki|report|explain)\b[^#\n]*)/gm)].map(([, args]) =>
    args.trim().split(/\s+/),
  );
}

/** The files that a document links to, by their paths relative to it. */
export function linkedFiles(markdown: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map((match) => match[1]);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

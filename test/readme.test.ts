import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { ClassType } from '@jsii/spec';
import { Yaml } from 'cdk8s';
import { commandLine } from '../src/cli/run';
import { currentAssembly, typesOf } from './support/assembly';
import { compiledProgram } from './support/compiled-program';
import { ENTRIES } from './support/error-page';
import { temporalAuth, writePlan } from './support/local-program';
import {
  commandLinesOf,
  compileErrors,
  linkedFiles,
  type Program,
  programsOf,
  unknownScripts,
} from './support/markdown';
import { OFFICIAL_CHART } from './support/official-chart';

const ROOT = path.join(__dirname, '..');
const documents = ['README.md', 'ARCHITECTURE.md', ...markdownBelow('docs')].map((name) => ({
  name,
  text: readFileSync(path.join(ROOT, name), 'utf8'),
}));
const quickstart = readFileSync(path.join(ROOT, 'examples/quickstart/main.ts'), 'utf8');
/** Every class, each with what its documentation shows: that adds to the quickstart too, with the library's names imported. */
const classes = typesOf(currentAssembly(ROOT)).filter(({ type }) => type.kind === 'class');
const others = classes.map(({ type }) => type.name).filter((name) => !new RegExp(`^  ${name},$`, 'm').test(quickstart));
const examples = classes.flatMap(({ type: { name, docs } }) => {
  if (docs?.example === undefined) return [];
  const block = `import { ${others.join(', ')} } from 'cdk8s-temporal-auth';\n${docs.example}`;
  return programsOf(name, `\`\`\`ts\n${block}\n\`\`\`\n`, quickstart);
});
const programs = documents.flatMap(({ name, text }) => programsOf(name, text, quickstart));
/** What the page of errors is mended to; `test/broken-programs` runs it. */
const fixes = ENTRIES.map(({ code, fixed }) => ({ name: `docs/errors.md#${code}`, text: fixed.program }));
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };

function markdownBelow(folder: string): string[] {
  if (!existsSync(path.join(ROOT, folder))) return [];
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name))
    .sort();
}

/** The links of a document that lead to no file of this repository. */
function missingLinks(name: string, text: string): string[] {
  return linkedFiles(text).filter((target) => !existsSync(path.join(ROOT, path.dirname(name), target)));
}

/** Whether the command line has the command and its options. */
function isUnderstood(words: readonly string[]): boolean {
  const silent = { out: () => undefined, err: () => undefined };
  let command = commandLine({ terminal: silent, end: () => undefined });
  let args = words;
  while (command.commands.length > 0) {
    const named = command.commands.find((each) => each.name() === args[0]);
    if (named === undefined) return false;
    [command, args] = [named, args.slice(1)];
  }
  try {
    return command.parseOptions([...args]).unknown.length === 0;
  } catch {
    return false; // a value that is not among the choices, or none
  }
}

/** What the document tells the reader to run before synthesis. */
async function makeStore(plan: string, synth: () => void): Promise<void> {
  writePlan(plan, synth);
  const { code, err } = await temporalAuth('pki', 'init', '--plan', plan);
  if (code !== 0) throw new Error(err);
}

/** Runs a program in a copy of the quickstart's folder, so that the files that it reads are there; what it wrote. */
async function run(program: Program): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
  const home = process.cwd();
  const { CDK8S_OUTDIR } = process.env;
  try {
    cpSync(path.join(ROOT, 'examples/quickstart'), folder, { recursive: true });
    process.chdir(folder);
    process.env.CDK8S_OUTDIR = path.join(folder, 'out');
    const main = new Function('require', 'exports', '__dirname', 'console', compiledProgram(program.text));
    // What a program prints is for its reader.
    const console = { log: () => undefined };
    if (program.text.includes("'temporal.yaml'")) writeFileSync('temporal.yaml', Yaml.stringify(...OFFICIAL_CHART));
    const synth = () => main(require, {}, folder, console);
    if (/CertificateAuthority\.local\([\s\S]*new MtlsPki\(/.test(program.text))
      await makeStore(path.join(folder, 'plan.json'), synth);
    synth();
    return existsSync('out') ? readdirSync('out') : [];
  } finally {
    process.chdir(home);
    if (CDK8S_OUTDIR === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = CDK8S_OUTDIR;
    rmSync(folder, { recursive: true });
  }
}

describe('the documents', () => {
  test('show programs that compile', () => {
    expect(programs.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^README\.md:/));
    expect(compileErrors([...programs, ...examples, ...fixes], ROOT)).toEqual([]);
  });

  test('show the quickstart first, as it is', () => {
    expect(programs[0].text).toBe(readFileSync(path.join(ROOT, 'examples/quickstart/main.ts'), 'utf8'));
  });

  test.each(programs)('show at $name a program that writes manifests', async (program) => {
    expect(await run(program)).toContainEqual(expect.stringMatching(/\.yaml$/));
  });

  test.each(examples)('show in the documentation of $name an example that runs', async (program) => {
    expect(await run(program)).toContainEqual(expect.stringMatching(/\.yaml$/));
  });

  test('show an example of every class that a program makes', () => {
    const made = classes.filter(({ type, members }) => {
      const { initializer } = type as ClassType;
      return initializer !== undefined || members.some(({ signature }) => /^static \w+\(/.test(signature));
    });
    expect(made.filter(({ type }) => type.docs?.example === undefined).map(({ type }) => type.name)).toEqual([]);
  });

  test.each(documents)('link from $name only to files that exist', ({ name, text }) => {
    expect(missingLinks(name, text)).toEqual([]);
  });

  test('name only commands and options of temporal-auth that exist', () => {
    const lines = documents.flatMap(({ text }) => commandLinesOf(text));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((args) => !isUnderstood(args))).toEqual([]);
  });

  test.each(documents)('name in $name only scripts that exist', ({ text }) => {
    expect(unknownScripts(text, Object.keys(scripts))).toEqual([]);
  });
});

describe('a document with faults', () => {
  const head =
    "```ts\nimport { App, Chart } from 'cdk8s';\nconst app = new App();\nnew Chart(app, 'c');\napp.synth();\n```\n";

  test('does not compile, and says where', () => {
    const late = `${head}\nThen:\n\n\`\`\`ts\nimport { Yaml } from 'cdk8s';\nYaml.stringify();\nnew Chart(app, 7);\n\`\`\`\n`;
    const unknown = head.replace("from 'cdk8s';", "from 'cdk8s';\nimport { Nothing } from 'cdk8s-temporal-auth';");
    expect(compileErrors([...programsOf('late.md', late, ''), ...programsOf('unknown.md', unknown, '')], ROOT)).toEqual(
      [
        "late.md:11 Argument of type 'number' is not assignable to parameter of type 'string'.",
        expect.stringMatching(/^unknown\.md:2 .*has no exported member (named )?'Nothing'/),
      ],
    );
  });

  test('does not run where its program throws, and writes nothing where it does not synthesize', async () => {
    const [program] = programsOf('faulty.md', head, '');
    expect(await run(program)).toEqual(['c.k8s.yaml']);
    await expect(run({ ...program, text: program.text.replace("'c'", "'c', { namespace: [][0].x }") })).rejects.toThrow(
      TypeError,
    );
    expect(await run({ ...program, text: program.text.replace('app.synth();', '') })).toEqual([]);
  });

  test('has a fragment that nothing would run', () => {
    const unfinished = `${head.replace('app.synth();\n', '')}\n\`\`\`ts\nfoo();\n\`\`\`\n`;
    expect(() => programsOf('faulty.md', unfinished, '')).toThrow(
      'faulty.md:8 adds to a program that is never synthesized',
    );
  });

  test('adds to the quickstart where it has no program of its own', async () => {
    const base = "import { App } from 'cdk8s';\nconst app = new App();\napp.synth();\n";
    const fragment = "```ts\nimport { Chart } from 'cdk8s';\nnew Chart(app, 'added');\n```\n";
    const [program] = programsOf('guide.md', fragment, base);
    expect(await run(program)).toEqual(['added.k8s.yaml']);
  });

  test('links to a file that does not exist', () => {
    const text = '[a](LICENSE) [b](LICENSE#top) [c](#here) [d](https://temporal.io/x) [e](../nothing.md#there)';
    expect(missingLinks('README.md', text)).toEqual(['../nothing.md']);
    expect(missingLinks('docs/x.md', '[a](LICENSE) [b](../LICENSE)')).toEqual(['LICENSE']);
  });

  test('has a command, an option or a value of one that does not exist', () => {
    const text =
      '```sh\nnpx temporal-auth pki init --store pki # --nope\n   temporal-auth pki revoke ui\nnpx temporal-auth report --out x.html\n';
    expect(commandLinesOf(text)).toEqual([
      ['pki', 'init', '--store', 'pki'],
      ['pki', 'revoke', 'ui'],
      ['report', '--out', 'x.html'],
    ]);
    const right = ['pki init --store pki', 'report --out x.html', 'explain UNKNOWN_OPTION'];
    const wrong = [
      'pki revoke ui',
      'pki init --nope',
      'pki export --format pem',
      'pki status --plan',
      'report --nope',
      'nope',
    ];
    const isRight = (line: string) => isUnderstood(line.split(' '));
    expect([right.filter((line) => !isRight(line)), wrong.filter(isRight)]).toEqual([[], []]);
  });

  test('names a script that package.json does not have', () => {
    const text = '```sh\nnpm ci && npm run synth && npm run e2e -- --x\nnpm test\nnpm run nope\n```\n';
    expect(unknownScripts(text, ['synth', 'e2e', 'test'])).toEqual(['nope']);
  });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inRooms } from '../build/rooms';
import { currentAssembly } from './support/assembly';
import { readSources } from './support/imports';
import { privateKeysIn } from './support/private-keys';

const ROOT = path.join(__dirname, '..');
/** What the package brings along: what it depends on, and what that needs. */
const BUNDLED = [
  '@peculiar/asn1-schema',
  '@peculiar/asn1-x509',
  '@peculiar/utils',
  'asn1js',
  'commander',
  'node-forge',
  'pvtsutils',
  'pvutils',
  'tslib',
  'yaml',
];
const PEERS = ['cdk8s', 'cdk8s-plus-27', 'constructs'];

/** Somebody else's project, outside the repository: what it requires is what npm put there. */
const project = mkdtempSync(path.join(tmpdir(), 'consumer-'));

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly output: string;
}

function run(command: string, args: readonly string[], cwd = project): Outcome {
  // A user's shell has none of the variables that npm and jest give to the scripts that they run.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_ENV$|NODE_PATH$|JEST_|TS_NODE_|CDK8S_)/.test(name),
  );
  const env = { ...Object.fromEntries(own), CDK8S_CHECK_UPGRADE: 'false' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', timeout: 120_000 });
  return { status, stdout, output: `${stdout}${stderr}${error ?? ''}` };
}

/** The tools are those of this checkout, since they are not what is tested; they see only the project's modules. */
function tool(name: string, ...args: string[]): Outcome {
  return run(path.join(ROOT, 'node_modules/.bin', name), args);
}

function write(name: string, content: string | object): void {
  writeFileSync(path.join(project, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function succeeded({ status, stdout, output }: Outcome): string {
  if (status !== 0) throw new Error(`exit code ${status}\n${output}`);
  return stdout;
}

/** The version in this checkout, which npm's cache holds. */
function versionHere(name: string): string {
  return (
    JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }
  ).version;
}

const installed = path.join(project, 'node_modules/cdk8s-temporal-auth');
let packed: string[];

beforeAll(() => {
  currentAssembly(ROOT); // refuses to pack what was compiled from other sources
  const ours = Object.fromEntries([...PEERS, '@types/node'].map((name) => [name, versionHere(name)]));
  write('package.json', {
    name: 'consumer',
    private: true,
    dependencies: { 'cdk8s-temporal-auth': `file:${ROOT}`, ...ours },
  });
  // With this option npm packs the folder and unpacks it there, as if it came from a registry.
  const options = ['--install-links', '--omit=optional', '--ignore-scripts'];
  succeeded(run('npm', ['install', ...options, '--prefer-offline', '--no-audit', '--no-fund']));
  packed = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => path.relative(installed, path.join(file.parentPath, file.name)));
  cpSync(path.join(ROOT, 'examples/quickstart'), project, { recursive: true });
}, 120_000);

afterAll(() => rmSync(project, { recursive: true }));

describe('the packed library', () => {
  test('holds the compiled library, its assembly, its guides and its licence, and nothing else', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        '.jsii',
        'LICENSE',
        'README.md',
        'package.json',
        'lib/index.js',
        'lib/index.d.ts',
        'docs/errors.md',
      ]),
    );
    const own = /^(\.jsii|LICENSE|README\.md|package\.json|docs\/.*\.md|lib\/.*\.(js|d\.ts))$/;
    const bundled = packed.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1] ?? []);
    expect(packed.filter((name) => !own.test(name) && !name.startsWith('node_modules/'))).toEqual([]);
    expect([...new Set(bundled)].sort()).toEqual(BUNDLED);
    const sources = new Set(readSources(path.join(ROOT, 'src')).keys());
    const compiled = packed.flatMap((name) => /^lib\/(.*?)(\.d\.ts|\.js)$/.exec(name)?.[1] ?? []);
    const files = inRooms(new Map([...sources].map((name) => [name.replace(/\.ts$/, '.js'), ''])));
    expect(compiled.filter((name) => !sources.has(`${name}.ts`) && !files.has(`${name}.js`))).toEqual([]);
  });

  test('P01 F09 holds no private key', () => {
    const found = packed.flatMap((name) =>
      privateKeysIn(readFileSync(path.join(installed, name))).map((what) => `${name}: ${what}`),
    );
    expect(found).toEqual([]);
  });
});

describe('a project that installs the packed library', () => {
  beforeAll(() => {
    write('tsconfig.json', {
      compilerOptions: { target: 'ES2022', lib: ['es2022'], module: 'commonjs', types: ['node'], strict: true },
      files: ['main.ts'],
    });
    write('cdk8s.yaml', 'language: typescript\napp: node main.js\noutput: dist\n');
    write(
      'manifests.test.js',
      [
        "const { readdirSync, readFileSync } = require('node:fs');",
        "const manifests = readdirSync('dist').map((name) => [name, readFileSync('dist/' + name, 'utf8')]);",
        "test.each(manifests)('%s', (_name, text) => expect(text).toMatchSnapshot());",
      ].join('\n'),
    );
    // Both are named `tsc`; whichever npm linked last is in the folder of tools. The older one wrote the declarations, so it is
    // asked only whether it reads them.
    for (const [compiler, ...options] of [['native-typescript'], ['typescript', '--skipLibCheck']]) {
      const tsc = path.join(ROOT, 'node_modules', compiler, 'bin/tsc');
      succeeded(run(process.execPath, [tsc, '--project', '.', ...options]));
    }
  }, 60_000);

  test('synthesizes with cdk8s synth', () => {
    const { status, output } = tool('cdk8s', 'synth');
    expect({ status, output }).toMatchObject({ status: 0 });
    const files = readdirSync(path.join(project, 'dist'));
    expect(files).toContainEqual(expect.stringMatching(/\.k8s\.yaml$/));
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
    const [summary] = /^temporal-auth\/Auth: [^`]*/m.exec(readme) ?? [];
    expect(output).toContain(summary);
    for (const file of files.filter((name) => name.endsWith('.yaml'))) expect(output).toContain(`dist/${file}`);
  }, 60_000);

  test('loads cdk8s-plus-27, node-forge, the X.509 reader and the argument parser only where it uses them', () => {
    const loaded = (program: string) => {
      const lazy = /node_modules.(cdk8s-plus-27|node-forge|@peculiar|asn1js|commander)/;
      const names = `Object.keys(require.cache).filter((name) => ${lazy}.test(name))`;
      return Number(succeeded(run(process.execPath, ['-e', `${program}; console.log(${names}.length)`])));
    };
    expect(loaded("require('./main.js')")).toBe(0);
    expect(loaded("require('./main.js'); require('cdk8s-plus-27')")).toBeGreaterThan(0);
  }, 60_000);

  test('is imported by name from an ES module, and loads of itself what a program uses', () => {
    const program = [
      "import { createRequire } from 'node:module';",
      "import { RbacRoleSet, SubjectKind } from 'cdk8s-temporal-auth';",
      'console.log(typeof RbacRoleSet, SubjectKind.USER);',
    ];
    expect(succeeded(run(process.execPath, ['--input-type=module', '-e', program.join('\n')]))).toBe('function USER\n');
    const rooms = [
      "const { RbacRoleSet } = require('cdk8s-temporal-auth');",
      'const own = Object.keys(require.cache).flatMap((file) => /temporal-auth.lib.(\\w+).*js$/.exec(file)?.[1] ?? []);',
      "console.log([...new Set(own)].sort().join(' '));",
    ];
    expect(succeeded(run(process.execPath, ['-e', rooms.join('\n')]))).toBe('access core index plan\n');
  }, 60_000);

  test.each<[string, () => Outcome]>([
    ['node', () => run(process.execPath, ['refused.js'])],
    ['cdk8s synth', () => tool('cdk8s', 'synth', '--app', 'node refused.js', '--output', 'refused')],
    [
      'ts-node',
      () => tool('ts-node', '--transpile-only', '--skip-project', '-O', '{"module":"commonjs"}', 'refused.ts'),
    ],
  ])('F11 is told once what is refused, with its own line before any other, by %s', (_, refusedBy) => {
    const program = [
      "const { App, Chart } = require('cdk8s');",
      "const { MtlsPki } = require('cdk8s-temporal-auth');",
      "const chart = new Chart(new App(), 'temporal', { namespace: 'temporal' });",
      "new MtlsPki(chart, 'Pki', { frontendDnsName: ['temporal.example.com'] });",
    ].join('\n');
    for (const name of ['refused.js', 'refused.ts']) write(name, program);
    const { status, output } = refusedBy();
    expect(status).not.toBe(0);
    expect(output.split('[UNKNOWN_OPTION] temporal/Pki: MtlsPki.frontendDnsName; ')).toHaveLength(2);
    expect(/^ +at .*/m.exec(output)?.[0]).toMatch(/refused[.][jt]s:4:1[)]?$/);
    expect(output).not.toContain('cdk8s-temporal-auth/lib');
  });

  test('makes the certificates of a local authority with its command, from what the program declares', () => {
    write(
      'local.js',
      [
        "const { App, Chart } = require('cdk8s');",
        "const { CertificateAuthority, MtlsPki, SecretStoreRef } = require('cdk8s-temporal-auth');",
        "const app = new App({ outdir: 'local' });",
        "const chart = new Chart(app, 'temporal', { namespace: 'temporal' });",
        "const clients = CertificateAuthority.local({ store: 'pki', secretStore: SecretStoreRef.store('vault') });",
        "new MtlsPki(chart, 'Pki', { clients }).addPersonCertificate('admin');",
        'app.synth();',
        // Synthesis only reads: what issues is not loaded, nor what parses arguments.
        'console.log(Object.keys(require.cache).filter((name) => /node_modules.(node-forge|commander)/.test(name)).length);',
      ].join('\n'),
    );
    expect(run(process.execPath, ['local.js'])).toMatchObject({
      status: 1,
      output: expect.stringContaining('Run "npx temporal-auth pki init"'),
    });
    const command = path.join(project, 'node_modules/.bin/temporal-auth');
    const made = succeeded(run(command, ['pki', 'init', '--app', 'node local.js', '--json']));
    expect((JSON.parse(made) as Array<{ id: string }>).map(({ id }) => id)).toEqual([
      'temporal-clients-root',
      'temporal-clients-ca',
      'temporal-admin',
    ]);
    expect(succeeded(run(process.execPath, ['local.js']))).toBe('0\n');
    expect(readFileSync(path.join(project, 'local/temporal.k8s.yaml'), 'utf8')).toContain('name: temporal-admin');
    expect(run(command, ['pki', 'verify', '--app', 'node local.js']).stdout).toBe('3 proven, 0 problems\n');
  }, 60_000);

  test('snapshots its manifests with jest, and sees them change', () => {
    succeeded(tool('jest', '--rootDir', '.', '--ci=false')); // where CI is set, jest would not write the first snapshot
    const [manifest] = readdirSync(path.join(project, 'dist')).filter((name) => name.endsWith('.yaml'));
    write(path.join('dist', manifest), `${readFileSync(path.join(project, 'dist', manifest), 'utf8')}changed: true\n`);
    expect(tool('jest', '--rootDir', '.', '--ci')).toMatchObject({
      status: 1,
      output: expect.stringContaining('changed: true'),
    });
  }, 60_000);
});

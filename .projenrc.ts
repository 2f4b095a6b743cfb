import { cdk8s, javascript, YamlFile } from 'projen';

/** What is checked like `src/` and `test/`. */
const BESIDE_SRC = ['bench', 'build', 'contract', 'e2e', 'examples', 'docs'].map((folder) => `${folder}/**/*.ts`);

/** The only place where build, lint and package decisions are made; every generated file says so. */
const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-temporal-auth',
  description: 'Who may call Temporal, how callers prove it and who trusts whose certificates, as cdk8s constructs.',
  keywords: ['cdk8s', 'temporal', 'kubernetes', 'authorization', 'rbac', 'mtls', 'cert-manager', 'external-secrets'],
  author: 'cdk8s-temporal-auth maintainers',
  authorAddress: 'maintainers@example.com', // projen insists on one; it is removed below, since there is none yet
  repositoryUrl: 'file:.', // jsii insists on one; it becomes the real address when there is one
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  projenVersion: '0.103.25',
  projenrcTs: true,
  projenrcTsOptions: { projenCodeDir: '.projen/code' },
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',

  cdk8sVersion: '2.70.104', // lower floors make cdk8s-cli install a second copy
  constructsVersion: '10.8.1',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  bundledDeps: [
    'yaml@^2.9.1',
    'node-forge@^1.4.3', // the structure of certificates; it knows no EC keys and decides no trust
    '@peculiar/asn1-x509@^2.11.1', // reads certificates; of pure data, without the WebCrypto and decorators of @peculiar/x509
    '@peculiar/asn1-schema@^2.11.1',
    'commander@^14.0.3', // 15 wants Node 22
  ],
  jsiiVersion: '~5.9.0',
  publishToPypi: { distName: 'cdk8s-temporal-auth', module: 'cdk8s_temporal_auth' },
  publishToMaven: {
    javaPackage: 'dev.cdk8s.temporalauth', // becomes a name of ours when there is a domain
    mavenGroupId: 'dev.cdk8s.temporalauth',
    mavenArtifactId: 'cdk8s-temporal-auth',
  },
  publishToGo: { moduleName: 'example.com/cdk8s-temporal-auth-go' }, // jsii insists on an address; it becomes the real one when there is one
  typescriptVersion: '~5.9.0', // jsii 5.9 is built on it
  devDeps: [
    '@temporalio/activity@1.24.0',
    '@temporalio/client@1.24.0',
    '@temporalio/envconfig@1.24.0',
    '@temporalio/worker@1.24.0',
    '@temporalio/workflow@1.24.0',
    '@jsii/spec@^1.140.0',
    '@swc/core@^1.16.22', // compiles the tests; it is here anyway, as the Temporal worker bundles workflows with it
    '@types/node-forge@^1.3.14',
    'ajv@^8.20.0',
    'cdk8s-cli@2.207.60',
    'cdk8s-plus-33@2.5.57', // what `cdk8s init` gives today: its workloads are among those that pods' parts are put into
    'fast-check@^4.10.0',
    'jose@^6.2.3', // signs the API keys of docs/guide/first-workflow.md
    'native-typescript@npm:typescript@^7.0.2', // checks types in a fifth of the time; jsii wants the other one
    'puppeteer-core@^24.43.1', // opens the page of `temporal-auth report` in a browser; 25 wants Node 22
    'ts-node@^10.9.2',
    'tsconfig-paths@^4.2.0',
  ],

  // No hosting service builds or publishes this: .ci/run does what a workflow file would.
  github: false,
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  docgen: false,
  sampleCode: false,
  integrationTestAutoDiscover: false,

  // `files` below lists what is packed; a list of what is not would leak the next folder somebody adds.
  npmignoreEnabled: false,
  gitignore: ['/.jsii', '/tsconfig.tsbuildinfo', '*.tgz'],

  biome: true,
  biomeOptions: {
    version: '^2.6.0',
    biomeConfig: {
      files: {
        includes: BESIDE_SRC,
      },
      formatter: {
        indentStyle: javascript.biome_config.IndentStyle.SPACE,
        lineWidth: 120,
      },
      javascript: {
        formatter: { quoteStyle: javascript.biome_config.QuoteStyle.SINGLE },
      },
      // A pod's fields are handed to whatever makes the pod: jsii has no word for them but `any`.
      overrides: [
        { includes: ['src/kubernetes/pod-files.ts'], linter: { rules: { suspicious: { noExplicitAny: 'off' } } } },
      ],
    },
  },

  jestOptions: {
    jestVersion: '^30.0.0',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    coverageText: false,
    junitReporting: false,
    jestConfig: {
      testTimeout: 60_000, // keys of RSA take long where a machine is busy
      collectCoverage: false, // it triples the time; `npm run test:coverage` collects it
      maxWorkers: '100%', // by default jest leaves one core idle, which is half of a small machine
      moduleNameMapper: { '^cdk8s-temporal-auth$': '<rootDir>/src' },
      // In place of ts-jest, which projen names by this pattern.
      transform: { '^.+\\.[t]sx?$': new javascript.Transform('<rootDir>/test/support/one-realm/transform.js') },
      testEnvironment: '<rootDir>/test/support/one-realm/environment.ts',
      testRunner: '<rootDir>/test/support/one-realm/runner.ts',
      setupFilesAfterEnv: ['<rootDir>/test/support/quiet.ts', '<rootDir>/test/support/quick-passphrases.ts'],
      testSequencer: '<rootDir>/test/support/longest-first.js',
    },
  },
  tsconfig: {
    // Source maps would double the package, and the sources are readable as compiled.
    compilerOptions: { inlineSourceMap: false, inlineSources: false, types: ['node'] },
  },
  tsconfigDev: {
    compilerOptions: {
      types: ['jest', 'node'],
      // Examples, and the blocks of the README, import the library by the name that users type.
      paths: { 'cdk8s-temporal-auth': ['../src'] },
    },
  },
});

project.package.addField('author', { name: 'cdk8s-temporal-auth maintainers', organization: true });
project.package.addField('files', ['.jsii', 'docs/**/*.md', 'lib/**/*.js', 'lib/**/*.d.ts']);
project.addBins({ 'temporal-auth': 'lib/cli/main.js' });
// `lib/` is not in the repository: without it npm would pack a library of nothing, and say nothing.
project.package.setScript('prepack', 'projen compile');
// They build what npm delivers built, or look at versions: npm asks about each that is not decided here.
project.package.addField('allowScripts', { '@parcel/watcher': false, '@swc/core': false, protobufjs: false });
// A pull-request tool of 190 packages that cdk8s-plus-27 lists as optional; nothing calls it.
project.package.addField('overrides', { 'cdk8s-plus-27': { backport: 'npm:empty-npm-package@1.0.0' } });
// Written without addresses of whatever registry answered.
new javascript.NpmConfig(project, { omitEmpty: true }).addConfig('omit-lockfile-registry-resolved', 'true');

// It compares with what a registry holds of this package, and there is nothing yet.
project.tasks.removeTask('compat');
project.deps.removeDependency('jsii-diff');
// It compiles tests with the slower of the compilers that are here.
project.deps.removeDependency('ts-jest');

for (const sources of [...BESIDE_SRC, '.projenrc.ts']) {
  project.tsconfigDev.addInclude(`../${sources}`);
}

new YamlFile(project, 'cdk8s.yaml', {
  obj: {
    language: 'typescript',
    app: 'ts-node --transpile-only --project test/tsconfig.json -r tsconfig-paths/register examples/quickstart/main.ts',
    output: 'dist/manifests', // cdk8s synth empties it first: its default, dist, holds the packed library
  },
});
project.addTask('synth', {
  description: 'Synthesize the quickstart into dist/manifests',
  env: { CDK8S_CHECK_UPGRADE: 'false' }, // the check needs the internet
  exec: 'cdk8s synth',
});

// Nothing in a test run rewrites a file, so what passes here is what is committed.
project.compileTask.prependExec('rm -rf lib'); // what a deleted source left there would be packed
project.compileTask.exec('ts-node --transpile-only --project test/tsconfig.json build/rooms.ts');
project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.testTask.reset();
// The consumer and API tests look at what jsii made of the sources. It uses one core, so what else is checked before runs beside.
project.testTask.addSteps({
  name: 'Compile the library; lint; type-check the tests, the examples and the end-to-end tests',
  // In bash, because projen's own shell runs nothing in the background.
  execArgs: [
    'bash',
    '-c',
    [
      'projen compile & compiling=$!',
      'biome check --error-on-warnings; lint=$?',
      'node node_modules/native-typescript/bin/tsc --noEmit --project test/tsconfig.json; types=$?',
      'wait $compiling && exit $((lint + types))',
    ].join('\n'),
  ],
});
project.testTask.exec('jest --ci', { receiveArgs: true });
project.addTask('docs', {
  description: 'Write the page of rules, and the tables on the page of server versions',
  steps: ['rules', 'server-versions'].map((page) => ({
    exec: `ts-node --transpile-only --project test/tsconfig.json docs/${page}.ts`,
  })),
});
project.addTask('servers', {
  description:
    'Say whether a patch of the Temporal server is served that changes APIs, levels or keys; --write adds it',
  exec: 'contract/generator/newer',
  receiveArgs: true,
});
project.addTask('test:coverage', {
  description: 'Run the tests and say what they do not reach',
  exec: 'jest --ci --coverage --coverageReporters text',
  receiveArgs: true,
});
project
  .addTask('bench', {
    description: 'Print what takes long, and what large and hostile inputs take, as ratios beside their goals',
  })
  .addSteps(
    {
      execArgs: [
        'bash',
        '-c',
        'for topic in bench/*.ts; do ts-node --transpile-only --project test/tsconfig.json -r tsconfig-paths/register "$topic" || exit; done',
      ],
    },
    { exec: 'server/bench' },
  );
project.addTask('e2e', {
  description: 'Build the real components and run the end-to-end tests against them',
  exec: 'e2e/run',
  receiveArgs: true,
});
project.addTask('campaign', {
  description:
    'Run in full what npm test and npm run e2e run reduced, and all end-to-end tests from the last to the first; CAMPAIGN_SEED=<seed> repeats a run',
  env: { CAMPAIGN: 'full' },
  steps: [
    // What has a reduced form, and nothing else.
    { exec: 'jest --ci $(grep -rl --include=*.test.ts reducedTo test)' },
    { exec: 'e2e/run $(grep -rl --include=*.e2e.ts reducedTo e2e)' },
    // None needs what another one leaves.
    { exec: 'env CAMPAIGN= e2e/run --env ./e2e/harness/reversed.js' },
  ],
});

project.synth();

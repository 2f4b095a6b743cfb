import * as asyncHooks from 'node:async_hooks';
import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { compileFunction, Script } from 'node:vm';
import type { JestEnvironment } from '@jest/environment';
import type { TestResult } from '@jest/test-result';
import type { Config } from '@jest/types';
import type Runtime from 'jest-runtime';

type Runner = (
  globalConfig: Config.GlobalConfig,
  config: Config.ProjectConfig,
  environment: JestEnvironment,
  runtime: Runtime,
  testFile: string,
  ...rest: unknown[]
) => Promise<TestResult>;

/** What of jest's runtime takes part in loading a module; its version is fixed by package-lock.json. */
interface Loading {
  requireModule(from: string, name?: string, ...rest: unknown[]): unknown;
  readonly _resolution: { isCoreModule(name: string): boolean; resolveCjs(from: string, name: string): string };
  readonly executor: {
    readonly injectedModuleParameters: readonly string[];
    compile(text: string, filename: string): unknown;
  };
}

const PACKAGES = `${sep}node_modules${sep}`;
/** It holds the state of a test file. */
const CIRCUS = `${sep}jest-circus${sep}`;

const requireShared = createRequire(__filename);
const circus: Runner = requireShared('jest-circus/runner').default;
const scripts = new Map<string, { readonly text: string; readonly script: Script }>();

/**
 * Runs a test file as jest does, but for two things that take most of the time of a small one: a package, jest's own included, is
 * loaded once for all test files of a worker, and a module of ours, which each test file has anew, is parsed once.
 */
const runTestFile: Runner = async (globalConfig, config, environment, runtime, ...rest) => {
  share(runtime, globalConfig.collectCoverage ? compiledAsItIs : compiledOnce);
  try {
    return await circus(globalConfig, config, environment, runtime, ...rest);
  } finally {
    for (const context of contexts.splice(0)) context.disable();
  }
};
export default runTestFile;

/** What jest-circus keeps of a test across asynchronous calls. Each promise of the worker costs more for each that is not disabled. */
const contexts: asyncHooks.AsyncLocalStorage<unknown>[] = [];

class Context<T> extends asyncHooks.AsyncLocalStorage<T> {
  public constructor() {
    super();
    contexts.push(this);
  }
}

function share(runtime: Runtime, compile: Compile): void {
  const loading = runtime as unknown as Loading;
  const { executor, _resolution: resolution } = loading;
  const requireModule = loading.requireModule.bind(runtime);
  loading.requireModule = (from, name, ...rest) => {
    if (name?.endsWith('async_hooks') && from.includes(CIRCUS)) return { ...asyncHooks, AsyncLocalStorage: Context };
    if (name === undefined || resolution.isCoreModule(name)) return requireModule(from, name, ...rest);
    const file = resolution.resolveCjs(from, name);
    const isShared = file.includes(PACKAGES) && !file.includes(CIRCUS);
    return isShared ? requireShared(file) : requireModule(from, name, ...rest);
  };
  executor.compile = (text, filename) => compile(text, filename, executor.injectedModuleParameters);
}

type Compile = (text: string, filename: string, parameters: readonly string[]) => unknown;

function compiledOnce(text: string, filename: string, parameters: readonly string[]): unknown {
  const known = scripts.get(filename);
  const script = known?.text === text ? known.script : wrapped(text, filename, parameters);
  scripts.set(filename, { text, script });
  return script.runInThisContext();
}

function wrapped(text: string, filename: string, parameters: readonly string[]): Script {
  const head = `(function (${parameters.join(', ')}) {`;
  return new Script(`${head}${text}\n})`, { filename, columnOffset: -head.length });
}

/** Coverage counts the characters of what is compiled, which a head would shift. */
function compiledAsItIs(text: string, filename: string, parameters: readonly string[]): unknown {
  return compileFunction(text, [...parameters], { filename });
}

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const CHECKOUT = join(__dirname, '..', '..');

/**
 * Compiles the library and the examples as JavaScript in a folder of their own, for tests that run them very often: a
 * program then starts in half a second.
 * @returns the folder; an example is `<folder>/<its name>/main.js` in it.
 */
export function compileExamples(folder: string, examples: readonly string[]): string {
  const modules = join(folder, 'node_modules');
  const library = join(modules, 'cdk8s-temporal-auth');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'package.json'), JSON.stringify({ name: 'cdk8s-temporal-auth', main: 'index.js' }));
  compile(join(CHECKOUT, 'src'), library);
  const manifest = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    symlinkSync(join(CHECKOUT, 'node_modules', name), join(modules, name));
  }
  for (const example of examples) {
    compile(join(CHECKOUT, 'examples', example), join(folder, example));
  }
  return folder;
}

/** Copies a folder; what is TypeScript in it becomes JavaScript. */
function compile(source: string, target: string): void {
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const from = join(entry.parentPath, entry.name);
      const to = join(target, from.slice(source.length));
      mkdirSync(dirname(to), { recursive: true });
      const text = readFileSync(from, 'utf8');
      const isTypeScript = entry.name.endsWith('.ts');
      writeFileSync(isTypeScript ? to.replace(/\.ts$/, '.js') : to, isTypeScript ? javaScript(text) : text);
    }
  }
}

function javaScript(text: string): string {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  return transpileModule(text, { compilerOptions }).outputText;
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const SOURCES = join(__dirname, '..', '..', 'workload');

/**
 * What an application's image build would do: compiles the programs of e2e/workload to JavaScript and bundles their
 * workflows, so that nothing is compiled in a pod, whose file system is read-only.
 * @param files further files: name → text.
 * @returns the folder that is the image's /app, without its node_modules.
 */
export async function buildApplication(
  runFolder: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = join(runFolder, 'application');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const file of readdirSync(SOURCES)) {
    const { outputText } = transpileModule(readFileSync(join(SOURCES, file), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    });
    writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), outputText);
  }
  const logger = { ...console, info: () => {}, trace: () => {}, debug: () => {}, log: () => {} };
  const { code } = await bundleWorkflowCode({ workflowsPath: join(SOURCES, 'workflows.ts'), logger });
  const written = { 'workflow-bundle.js': code, ...files };
  for (const [file, text] of Object.entries(written)) writeFileSync(join(folder, file), text);
  return folder;
}

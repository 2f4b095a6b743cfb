import * as path from 'node:path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import type { KubeObject } from '../gen/program';
import { type Synthesis, synthesis } from './synthesis';

export const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** An example that was run as it stands, in this process. */
export interface Example extends Synthesis {
  readonly app: App;
  readonly auth: TemporalAuthStack;
  /** Everything that it wrote, in the order of the files. */
  readonly objects: readonly KubeObject[];
}

/** Runs the program of a folder below `examples`. */
export function runExample(name: string): Example {
  const synth = jest.spyOn(App.prototype, 'synth');
  const { CDK8S_OUTDIR } = process.env;
  try {
    const written = synthesis((outdir) => {
      process.env.CDK8S_OUTDIR = outdir;
      require(path.join(EXAMPLES, name, 'main'));
    });
    if (written.error !== '') throw new Error(`${name} does not synthesize: ${written.error}`);
    const [app] = synth.mock.contexts as App[];
    const auth = app.node.findAll().find((construct) => construct instanceof TemporalAuthStack);
    if (auth === undefined) throw new Error(`${name} has no TemporalAuthStack`);
    return { ...written, app, auth: auth as TemporalAuthStack, objects: objectsOf(written) };
  } finally {
    if (CDK8S_OUTDIR === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = CDK8S_OUTDIR;
    synth.mockRestore();
  }
}

/** The objects in what a program wrote. */
export function objectsOf({ files }: Synthesis): KubeObject[] {
  return [...files.values()].flatMap((text) =>
    parseAllDocuments(text).flatMap((document) => (document.toJS() as KubeObject | null) ?? []),
  );
}

import { documentationOf } from '../../src/core/error-codes';
import { Program } from '../gen/program';
import { synthesis } from '../support/synthesis';
import type { BrokenProgram } from './broken-program';
import { BROKEN } from './broken-programs';

/** Runs a program to the end, as `cdk8s synth` does. */
const run = (build: BrokenProgram['build']) =>
  synthesis((outdir) => {
    const program = new Program(outdir);
    build(program);
    program.app.synth();
  });

describe.each(Object.entries(BROKEN))('a program with %s', (_, programs) => {
  test.each(programs.map((program) => [program.what, program] as const))(
    'F11 fails with its code and writes nothing: %s',
    (_what, { code, option, build }) => {
      const { error, files } = run(build);
      expect(new Set([...error.matchAll(/\[([A-Z]+_[A-Z_]+)\] /g)].map(([, found]) => found))).toEqual(new Set([code]));
      expect(error).toContain(option);
      expect(error).toContain(`(${documentationOf(code)})`);
      expect([...files.keys()]).toEqual([]);
    },
  );
});

describe('the broken programs', () => {
  test('would be written were they not broken', () => {
    const { error, files } = run((program) => {
      program.stack();
    });
    expect(error).toBe('');
    expect([...files.keys()]).toEqual(['payments.k8s.yaml', 'temporal.k8s.yaml']);
  });

  test('F07 show no secret that they hold by mistake', () => {
    const programs = Object.values(BROKEN).flat();
    expect(programs.map(({ build }) => run(build).error).filter((error) => error.includes('hunter2'))).toEqual([]);
  });
});

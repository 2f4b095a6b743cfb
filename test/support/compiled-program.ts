import { transformSync } from '@swc/core';

/** A TypeScript program as JavaScript that requires what it imports; its types are not checked. */
export function compiledProgram(text: string): string {
  return transformSync(text, {
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  }).code;
}

import * as path from 'node:path';
import { compileJsiiForTest } from 'jsii';
import { surfaceFindings } from './support/api-rules';
import { currentAssembly, listing } from './support/assembly';
import { readSources } from './support/imports';

const ROOT = path.join(__dirname, '..');

describe('the public surface', () => {
  test('has no union, no stray export, nothing without documentation', () => {
    expect(surfaceFindings(currentAssembly(ROOT), readSources(path.join(ROOT, 'lib')))).toEqual([]);
  });

  test('is the one that was reviewed', () => {
    expect(listing(currentAssembly(ROOT))).toMatchSnapshot();
  });
});

describe('a surface with faults', () => {
  const result = compileJsiiForTest({
    'index.ts': `
      export * from './thing';
      export { Kind } from './kind';
    `,
    'kind.ts': `
      /** A kind. */
      export enum Kind {
        /** One. */
        ONE = 'one',
        TWO = 'two',
      }
      export class NotExported {}
    `,
    'thing.ts': `
      type Inner = 'x' | 'y';
      export const LIMIT = 3;
      export function helper(): number { return 1; }
      export type Level = 'a' | 'b';
      export interface ThingProps {
        /** Wide. */
        readonly wide: string | number;
        /** Degraded. */
        readonly level: Level;
        /** No default. */
        readonly maybe?: string;
        /**
         * All is well.
         * @default - none
         */
        readonly well?: string;
      }
      /** A thing. */
      export class Thing {
        private hidden?: Level;
        /**
         * Ours alone.
         * @internal
         */
        public _toModel(): Level | number | undefined { return this.hidden; }
        /** Deep. */
        public deep(_items: Array<{ readonly [name: string]: string | number } & object>): void {}
        /** Deeper. */
        public deeper(_items: { readonly [name: string]: Array<string | number> }): Inner { return 'x'; }
        public silent(): string | undefined { return undefined; }
        /** Inline. */
        public inline(_mode?: 'fast' | 'safe'): void {}
        /** Of another package, and optional. */
        public well(_names: string[], _date?: Date): string | undefined { return undefined; }
      }
    `,
  });

  test('is told fault by fault', () => {
    if (result.type !== 'success') throw new Error(result.diagnostics.map((d) => d.messageText).join('\n'));
    const declarations = new Map(Object.entries(result.files).filter(([name]) => name.endsWith('.d.ts')));
    expect(surfaceFindings(result.assembly, declarations).sort()).toEqual([
      'Kind.TWO has no summary',
      'LIMIT is exported but is not in the assembly',
      'Level is exported but is not in the assembly',
      `Thing says "'fast'", a literal that other languages do not have`,
      `Thing says "'safe'", a literal that other languages do not have`,
      'Thing says "Inner", an alias that other languages do not have',
      'Thing.deep has a union in its type',
      'Thing.deeper has a union in its type',
      'Thing.silent has no summary',
      'ThingProps has no summary',
      'ThingProps says "Level", an alias that other languages do not have',
      'ThingProps.maybe is optional and has no @default',
      'ThingProps.wide has a union in its type',
      'helper is exported but is not in the assembly',
    ]);
  });
});

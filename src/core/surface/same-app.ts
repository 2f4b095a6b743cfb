import type { IConstruct } from 'constructs';
import { refuse } from '../errors';

/** Refuses a construct of another App than its owner's: what is found there is not found here. Throws `INVALID_VALUE`. */
export function requireSameApp(owner: IConstruct, part: IConstruct | undefined, option: string): void {
  if (part === undefined || part.node.root === owner.node.root) return;
  refuse('INVALID_VALUE', {
    option,
    path: owner.node.path,
    found: part.node.path,
    expected: 'a construct of the same App',
    fix: 'Make both in charts of one App.',
  });
}

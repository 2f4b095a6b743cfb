import { refuse } from '../core/errors';

/**
 * The one door to cdk8s-plus-27. It takes a third of a second to load, so only programs that use it do.
 *
 * Throws `MISSING_PEER`.
 */
export function cdk8sPlus(option: string): typeof import('cdk8s-plus-27') {
  try {
    return require('cdk8s-plus-27');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    refuse('MISSING_PEER', { option, expected: 'the package cdk8s-plus-27', fix: 'Run `npm install cdk8s-plus-27`.' });
  }
}

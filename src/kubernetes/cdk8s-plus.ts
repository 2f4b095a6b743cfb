import { refuse } from '../core/errors';

/**
 * The only place that loads cdk8s-plus-27. Loading takes a third of a second, so only programs that use it load it.
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

import type { Command } from 'commander';
import type { Context } from '../group';
import { explain, listCodes } from './explain';

/** The commands about what this library refuses. */
export function registerErrors(program: Command, { terminal, end }: Context): void {
  program
    .command('explain')
    .description('what the code of an error or warning means, with a program that is refused and its fix')
    .argument('[code]', 'as it stands in brackets, for example UNKNOWN_OPTION; all codes without it')
    .action((code?: string) => end(code === undefined ? listCodes(terminal) : explain(code, terminal)));
}

import type { Command } from 'commander';
import type { Context } from '../group';
import { withProgram } from '../program';
import { type ReportOptions, report } from './report';

/** The command that shows a program to people. */
export function registerReport(program: Command, { terminal, end }: Context): void {
  withProgram(program.command('report'))
    .description(
      'write a page for people: who trusts whom, who may do what, every certificate, what was accepted and what is open',
    )
    .option('--out <file>', 'where the page is written, in the place of the one before', 'temporal-auth-report.html')
    .option('--before <file>', 'a policy that policy compile wrote: the page shows who may do more or less since')
    .option('--stack <path>', 'with --before, the stack that is meant, where the program has several')
    .action(async (options: ReportOptions) => end(await report(options, terminal)));
}

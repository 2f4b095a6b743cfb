import type { Command } from 'commander';
import { AuthError } from '../core/errors';
import { completeCommands } from '../core/next-command';
import { registerErrors } from './errors/commands';
import type { Context, Register } from './group';
import { registerPki } from './pki/commands';
import { SOURCE } from './pki/flags';
import { registerPolicy } from './policy/commands';
import { registerReport } from './report/commands';
import { EXIT, type Terminal } from './terminal';
import { toldWords } from './told';

/** The groups of commands, in the order of the help. */
const GROUPS: readonly Register[] = [registerPki, registerPolicy, registerReport, registerErrors];

/** Runs a command line. Returns the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.done;
  let told = '';
  // A command that is named next is to find the same program, or flags, as this one.
  const speaking: Terminal = {
    out: (text) => terminal.out(completeCommands(text, told)),
    err: (text) => terminal.err(completeCommands(text, told)),
  };
  const program = commandLine({
    terminal: speaking,
    end: (outcome) => {
      code = outcome;
    },
  }).hook('preAction', (_, command) => {
    told = toldWords(command, SOURCE);
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    // What we did not foresee is ours to explain: it keeps its stack.
    speaking.err(`${error instanceof AuthError ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return EXIT.failed;
  }
}

/** All commands. */
export function commandLine(context: Context): Command {
  const { Command } = require('commander') as typeof import('commander');
  const { terminal } = context;
  const program = new Command('temporal-auth')
    .description(
      'Looks after the certificates that a program of cdk8s-temporal-auth declares, shows it as a page, and explains what it refuses.',
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  for (const register of GROUPS) register(program, context);
  return program;
}

function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  return error instanceof (require('commander') as typeof import('commander')).CommanderError;
}

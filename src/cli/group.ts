import type { Command } from 'commander';
import type { Terminal } from './terminal';

/** What the commands of a group work with. */
export interface Context {
  readonly terminal: Terminal;
  /** Says how a command has ended. */
  end(code: number): void;
}

/** Adds the commands of a group to those of the command line. */
export type Register = (program: Command, context: Context) => void;

import type { Command } from 'commander';
import { AuthError } from '../core/errors';
import { type ChangeOptions, change } from './pki/change';
import { EXPORT_FORMATS } from './pki/export';
import { type ExportOptions, exportSecrets } from './pki/export-secrets';
import { withFlags } from './pki/flags';
import { type RotateOptions, rotate } from './pki/rotate';
import { status } from './pki/status';
import { type CommonOptions, PASSPHRASE_VARIABLE } from './pki/stores';
import { type VerifyOptions, verify } from './pki/verify';
import { EXIT, type Terminal } from './terminal';

const EXIT_CODES = `
Exit codes:
  0  done, or nothing to do
  1  refused or failed; the store that it failed at is what it was before
  2  the command was not understood
  3  something is left to do: what, and by which command, is in the table

A passphrase for the private keys comes from the file of --passphrase-file or from ${PASSPHRASE_VARIABLE}.
`;

/** Runs a command line. Returns the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.done;
  const program = commandLine(terminal, (outcome) => {
    code = outcome;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    // What we did not foresee is ours to explain: it keeps its stack.
    terminal.err(`${error instanceof AuthError ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return EXIT.failed;
  }
}

/** All commands, which tell how they ended. */
export function commandLine(terminal: Terminal, end: (code: number) => void): Command {
  const { Command, Option } = require('commander') as typeof import('commander');
  const program = new Command('temporal-auth')
    .description('Looks after the certificates that a program of cdk8s-temporal-auth declares.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  const pki = program
    .command('pki')
    .description('the certificate store of CertificateAuthority.local')
    .addHelpText('after', EXIT_CODES);
  const command = (name: string, what: string) =>
    pki
      .command(name)
      .description(what)
      .addOption(new Option('--app <command>', 'runs the program (default: "app" in cdk8s.yaml)').conflicts('plan'))
      .option('--plan <file>', 'what the program declares, as it wrote it with TEMPORAL_AUTH_PLAN')
      .option('--passphrase-file <file>', 'holds the passphrase of the private keys')
      .option('--json', 'for machines');
  const planned = (of: Command) =>
    of.option('--dry-run', 'says what it would do, and exits with 3 where that is something');
  const changing = (name: string, what: string) => withFlags(planned(command(name, what)));
  const looking = (of: Command, what: string) =>
    of
      .option('--kubectl', `${what}; by the Secrets and ConfigMaps that kubectl reads, never a private key`)
      .addOption(new Option('--context <name>', 'of the kubeconfig').implies({ kubectl: true }))
      .addOption(new Option('--kubeconfig <file>', 'that kubectl uses').implies({ kubectl: true }))
      .addOption(
        new Option('--directory <folder>', 'the same by files <namespace>/<object>/<key>').conflicts([
          'kubectl',
          'context',
          'kubeconfig',
        ]),
      );

  changing('init', 'make every authority and certificate that is missing').action(async (options: ChangeOptions) =>
    end(await change({ makeAuthorities: true, issue: true, renew: [], newKey: false }, options, terminal)),
  );
  changing('issue', 'issue what is missing, near its end, or not as declared; never an authority').action(
    async (options: ChangeOptions) =>
      end(await change({ makeAuthorities: false, issue: true, renew: [], newKey: false }, options, terminal)),
  );
  changing('renew', 'issue the named certificates now, each with a new key; an authority keeps its key')
    .argument('<certificate...>', 'names as in the table of status')
    .option('--new-key', 'give an authority a new key too, and issue everything below it anew')
    .action(async (names: string[], { newKey = false, ...options }: ChangeOptions & { newKey?: boolean }) =>
      end(await change({ makeAuthorities: false, issue: false, renew: names, newKey }, options, terminal)),
    );
  looking(
    planned(
      command('rotate', 'go one phase on in the rotations whose next phase the program declares, and record it'),
    ).option('--rolled-out', 'the recorded phase is everywhere: all pods and callers run with its manifests'),
    'prove, before an authority is dropped, that each Secret holds a certificate of the one that signs',
  ).action(async (options: RotateOptions) => end(await rotate(options, terminal)));
  withFlags(command('status', 'say how far rotations are, what the store holds, and what is to be done')).action(
    (options: CommonOptions) => end(status(options, terminal)),
  );
  looking(
    withFlags(
      command('verify', 'prove the certificates of the stores, or every edge by what is in a cluster or folder'),
    ),
    'prove each edge',
  ).action((options: VerifyOptions) => end(verify(options, terminal)));
  withFlags(command('export', 'write the certificates and private keys for a secret store'))
    .addOption(new Option('--format <format>', 'of what is written').choices(EXPORT_FORMATS).makeOptionMandatory())
    .addOption(
      new Option('--vault-mount <mount>', 'of the KV engine').default('secret').argParser((value: string) => {
        if (/^[A-Za-z0-9._/-]+$/.test(value)) return value;
        throw new (require('commander') as typeof import('commander')).InvalidArgumentError('Not the name of a mount.');
      }),
    )
    .option('--output <file>', 'a new file, for you alone')
    .option('--unsafe-print-keys', 'print private keys to standard output')
    .action(async (options: ExportOptions) => end(await exportSecrets(options, terminal)));
  return program;
}

function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  return error instanceof (require('commander') as typeof import('commander')).CommanderError;
}

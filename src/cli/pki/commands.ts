import type { Command } from 'commander';
import type { Context } from '../group';
import { withProgram } from '../program';
import { type ChangeOptions, change } from './change';
import { NOTHING } from './decide';
import { EXPORT_FORMATS, type ExportOptions, exportSecrets } from './export/export-secrets';
import { withFlags } from './flags';
import { remove } from './remove';
import { type RotateOptions, rotate } from './rotation/rotate';
import { status } from './status';
import { type CommonOptions, PASSPHRASE_VARIABLE } from './stores';
import { type VerifyOptions, verify } from './verify';

const EXIT_CODES = `
Exit codes:
  0  done, or nothing to do
  1  refused or failed; the store that it failed at is what it was before
  2  the command was not understood
  3  something is left to do: what, and by which command, is in the table

A passphrase for the private keys comes from the file of --passphrase-file or from ${PASSPHRASE_VARIABLE}.
`;

/** The commands of certificate stores. */
export function registerPki(program: Command, context: Context): void {
  const pki = program
    .command('pki')
    .description('the certificate store of CertificateAuthority.local')
    .addHelpText('after', EXIT_CODES);
  addChanges(pki, context);
  addRemove(pki, context);
  addRotate(pki, context);
  addStatus(pki, context);
  addVerify(pki, context);
  addExport(pki, context);
}

function addChanges(pki: Command, { terminal, end }: Context): void {
  const changing = (name: string, what: string) => withFlags(planned(command(pki, name, what)));
  changing('init', 'make every authority and certificate that is missing').action(async (options: ChangeOptions) =>
    end(await change({ ...NOTHING, makeAuthorities: true, issue: true }, options, terminal)),
  );
  changing('issue', 'issue what is missing, near its end, or not as declared; never an authority').action(
    async (options: ChangeOptions) => end(await change({ ...NOTHING, issue: true }, options, terminal)),
  );
  changing('renew', 'issue the named certificates now, each with a new key; an authority keeps its key')
    .argument('<certificate...>', 'names as in the table of status, or as the program declares them')
    .option('--new-key', 'give an authority a new key too, and issue everything below it anew')
    .action(async (names: string[], { newKey = false, ...options }: ChangeOptions & { newKey?: boolean }) =>
      end(await change({ ...NOTHING, renew: names, newKey }, options, terminal)),
    );
}

function addRemove(pki: Command, { terminal, end }: Context): void {
  const what = 'remove the named certificates, which nobody asks for any more, with their keys';
  withFlags(command(pki, 'remove', what))
    .argument('<certificate...>', 'names as status says them')
    .action(async (names: string[], options: CommonOptions) => end(await remove(names, options, terminal)));
}

function addRotate(pki: Command, { terminal, end }: Context): void {
  const what = 'go one phase on in the rotations whose next phase the program declares, and record it';
  const rotating = planned(command(pki, 'rotate', what)).option(
    '--rolled-out',
    'the recorded phase is everywhere: all pods and callers run with its manifests',
  );
  looking(
    rotating,
    'prove, before an authority is dropped, that each Secret holds a certificate of the one that signs',
  ).action(async (options: RotateOptions) => end(await rotate(options, terminal)));
}

function addStatus(pki: Command, { terminal, end }: Context): void {
  const what = 'say how far rotations are, what the store holds, and what is to be done';
  withFlags(command(pki, 'status', what)).action((options: CommonOptions) => end(status(options, terminal)));
}

function addVerify(pki: Command, { terminal, end }: Context): void {
  const what = 'prove the certificates of the stores, or every edge by what is in a cluster or folder';
  looking(withFlags(command(pki, 'verify', what)), 'prove each edge').action((options: VerifyOptions) =>
    end(verify(options, terminal)),
  );
}

function addExport(pki: Command, { terminal, end }: Context): void {
  const { InvalidArgumentError, Option } = commander();
  const mount = (value: string) => {
    if (/^[A-Za-z0-9._/-]+$/.test(value)) return value;
    throw new InvalidArgumentError('Not the name of a mount.');
  };
  const each = (value: string, former: readonly string[] = []) => [...former, value];
  const what = 'write certificates and private keys for a secret store, or the folder of somebody outside the cluster';
  withFlags(command(pki, 'export', what))
    .addOption(new Option('--format <format>', 'of what is written').choices(EXPORT_FORMATS).makeOptionMandatory())
    .addOption(new Option('--vault-mount <mount>', 'of the KV engine').default('secret').argParser(mount))
    .option('--only <certificate>', 'no other, by its name in the table of status')
    .option('--output <file>', 'a new file, or for files a new folder, for you alone')
    .option('--unsafe-print-keys', 'print private keys to standard output')
    .optionsGroup('For files, how the frontend is reached from outside:')
    .option('--address <host:port>', 'of the load balancer, ingress or forwarded port')
    .option(
      '--server-name <name>',
      "a name of its certificate (default: the address's host, or else the Service's name)",
    )
    .option('--server-ca <file>', 'what verifies it (default: what the certificate store has)')
    .option('--placed-at <folder>', 'where the folder is to lie when it is used (default: where it is made)')
    .option('--temporal-namespace <name>', 'a profile for it; may be repeated', each)
    .action(async (options: ExportOptions) => end(await exportSecrets(options, terminal)));
}

/** A command of the group, with what all of them are told. */
function command(pki: Command, name: string, what: string): Command {
  return withProgram(pki.command(name).description(what))
    .option('--passphrase-file <file>', 'holds the passphrase of the private keys')
    .option('--json', 'for machines');
}

function planned(of: Command): Command {
  return of.option('--dry-run', 'says what it would do, and exits with 3 where that is something');
}

/** A command that looks at what lies in a cluster, or in files of the same names. */
function looking(of: Command, what: string): Command {
  const { Option } = commander();
  return of
    .option('--kubectl', `${what}; by the Secrets and ConfigMaps that kubectl reads, never a private key`)
    .addOption(new Option('--context <name>', 'of the kubeconfig').implies({ kubectl: true }))
    .addOption(new Option('--kubeconfig <file>', 'that kubectl uses').implies({ kubectl: true }))
    .addOption(new Option('--directory <folder>', 'the same by files <namespace>/<object>/<key>').conflicts('kubectl'));
}

function commander(): typeof import('commander') {
  return require('commander');
}

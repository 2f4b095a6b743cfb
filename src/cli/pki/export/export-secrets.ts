import { resolve } from 'node:path';
import { CertificateStore } from '../../../certificate-store/certificate-store';
import { createPrivateFile } from '../../../certificate-store/safe-files';
import { effects } from '../../../core/effects';
import type { Plan } from '../../../plan/plan';
import { EXIT, type Terminal } from '../../terminal';
import { certificateNamed } from '../certificate-name';
import { type CommonOptions, passphraseOf, recordedPlan, storesOf } from '../stores';
import { callerFiles, hostAndPort, type WayIn } from './caller';
import { renderExport, SECRET_FORMATS, type SecretContent, type SecretFormat, secretContents } from './export';
import { filesOf, PROFILE_FILE, writeFolder } from './export-folder';

/** What a person, or a job, outside the cluster is given: files in a folder. */
const FILES = 'files';

/** The formats of an export. */
export const EXPORT_FORMATS = [...SECRET_FORMATS, FILES] as const;

/** Options of `export`. */
export interface ExportOptions extends CommonOptions, Partial<WayIn> {
  readonly format: SecretFormat | typeof FILES;
  readonly vaultMount: string;
  readonly only?: string;
  readonly temporalNamespace?: readonly string[];
  readonly placedAt?: string;
  readonly output?: string;
  readonly unsafePrintKeys?: boolean;
}

/** Writes what the secret store is to hold, or the folder of one caller of the frontend. */
export async function exportSecrets(options: ExportOptions, terminal: Terminal): Promise<number> {
  const { format, only, output, unsafePrintKeys } = options;
  const slip = slipIn(options);
  if (slip !== undefined) {
    terminal.err(`error: ${slip}\n`);
    return EXIT.usage;
  }
  const plan = recordedPlan(options);
  const all = await contentsOf(plan, options);
  const contents = only === undefined ? all : contentNamed(only, all);
  if (format === FILES) return exportFolder(contents[0], all, plan, options, terminal);
  const text = renderExport(contents, format, options.vaultMount);
  if (unsafePrintKeys || output === undefined) {
    terminal.out(text);
    return EXIT.done;
  }
  createPrivateFile(output, text);
  terminal.err(
    `${contents.length} certificates with their private keys are in ${output}: remove it once it is used, before anything takes it into version control.\n`,
  );
  return EXIT.done;
}

/** The content of a name in the store, or of one that the program says. Throws `INVALID_VALUE`. */
function contentNamed(name: string, all: readonly SecretContent[]): SecretContent[] {
  const named = certificateNamed(
    name,
    all.map(({ id }) => id),
    '--only',
  );
  return all.filter(({ id }) => id === named);
}

/** What contradicts itself in the options. */
function slipIn({ format, only, output, unsafePrintKeys, ...options }: ExportOptions): string | undefined {
  const { address, serverName, serverCa, temporalNamespace, placedAt } = options;
  if (format === FILES) {
    return only === undefined || output === undefined || address === undefined || unsafePrintKeys
      ? 'for files, give --only <certificate>, --output <folder> and --address <host:port>, as it is reached from outside'
      : undefined;
  }
  if ([address, serverName, serverCa, temporalNamespace, placedAt].some((given) => given !== undefined)) {
    return '--address, --server-name, --server-ca, --temporal-namespace and --placed-at are of --format files';
  }
  return (output === undefined) === (unsafePrintKeys !== true)
    ? 'give --output <file>, or --unsafe-print-keys to print private keys'
    : undefined;
}

async function contentsOf(plan: Plan, options: ExportOptions): Promise<SecretContent[]> {
  const passphrase = passphraseOf(options);
  const contents: SecretContent[] = [];
  for (const wanted of storesOf(plan)) {
    const store = new CertificateStore(wanted.folder);
    const stored = store.readCertificates();
    const key = (id: string) => store.readPrivateKey(id, passphrase, stored);
    contents.push(...(await secretContents(wanted, stored, key, effects.now())));
  }
  return contents;
}

function exportFolder(
  only: SecretContent,
  all: readonly SecretContent[],
  { edges }: Plan,
  { address = '', output = '', temporalNamespace = [], placedAt, ...wayIn }: ExportOptions,
  terminal: Terminal,
): number {
  hostAndPort(address);
  const files = callerFiles(only, all, edges, { ...wayIn, address });
  const folder = resolve(output);
  const place = resolve(placedAt ?? folder);
  writeFolder(folder, filesOf(files, temporalNamespace, place));
  const profiles = temporalNamespace.length > 1 ? `, with --profile ${temporalNamespace.join(' or ')}` : '';
  terminal.err(
    `${only.id} with its private key is in ${folder}, for whom it belongs to alone: hand it over by a way that nobody else reads.\n` +
      `The command line and every SDK read TEMPORAL_CONFIG_FILE=${place}/${PROFILE_FILE}${profiles}; a token, where the server asks for one, is TEMPORAL_API_KEY.\n`,
  );
  return EXIT.done;
}

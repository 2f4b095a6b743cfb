import { CertificateStore } from '../../certificate-store/certificate-store';
import { createPrivateFile } from '../../certificate-store/safe-files';
import { effects } from '../../core/effects';
import { EXIT, type Terminal } from '../terminal';
import { type ExportFormat, renderExport, type SecretContent, secretContents } from './export';
import { type CommonOptions, passphraseOf, recordedStorePlans } from './stores';

/** Options of `export`. */
export interface ExportOptions extends CommonOptions {
  readonly format: ExportFormat;
  readonly vaultMount: string;
  readonly output?: string;
  readonly unsafePrintKeys?: boolean;
}

/** Writes what the secret store is to hold. */
export async function exportSecrets(options: ExportOptions, terminal: Terminal): Promise<number> {
  const { output, unsafePrintKeys } = options;
  if ((output === undefined) === (unsafePrintKeys !== true)) {
    terminal.err('error: give --output <file>, or --unsafe-print-keys to print private keys\n');
    return EXIT.usage;
  }
  const passphrase = passphraseOf(options);
  const contents: SecretContent[] = [];
  for (const plan of recordedStorePlans(options)) {
    const store = new CertificateStore(plan.folder);
    const stored = store.readCertificates();
    const key = (id: string) => store.readPrivateKey(id, passphrase, stored);
    contents.push(...(await secretContents(plan, stored, key, effects.now())));
  }
  const text = renderExport(contents, options.format, options.vaultMount);
  if (output === undefined) {
    terminal.out(text);
    return EXIT.done;
  }
  createPrivateFile(output, text);
  terminal.err(
    `${contents.length} certificates with their private keys are in ${output}: remove it once it is used.\n`,
  );
  return EXIT.done;
}

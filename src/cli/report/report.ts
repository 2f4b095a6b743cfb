import { resolve } from 'node:path';
import { replacePublicFile } from '../../certificate-store/public-file';
import { type ProgramOptions, planOfProgram } from '../program';
import { EXIT, type Terminal } from '../terminal';
import { page } from './page';
import { datesInStores } from './store-dates';

/** Options of `report`. */
export interface ReportOptions extends ProgramOptions {
  readonly out: string;
}

/** Writes the page of a program, whole or not at all. Throws what making a plan, reading a store and writing a file throw. */
export async function report({ out, ...source }: ReportOptions, terminal: Terminal): Promise<number> {
  const text = page(planOfProgram(source), datesInStores());
  await replacePublicFile(resolve(out), text);
  terminal.out(`${out} is written; open it in a browser, or print it.\n`);
  return EXIT.done;
}

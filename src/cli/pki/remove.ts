import { CertificateStore } from '../../certificate-store/certificate-store';
import { refuse } from '../../core/errors';
import { didYouMean } from '../../core/suggest';
import { EXIT, jsonText, type Terminal } from '../terminal';
import { type CommonOptions, recordedStorePlans } from './stores';
import { unaskedIn } from './unasked';

/** Removes certificates that nobody asks for from the stores, with their keys. What is asked for stays. */
export async function remove(ids: readonly string[], options: CommonOptions, terminal: Terminal): Promise<number> {
  const unasked = unaskedIn(recordedStorePlans(options), []);
  const names = unasked.map(({ id }) => id);
  for (const id of ids) {
    if (names.includes(id)) continue;
    refuse('INVALID_VALUE', {
      option: 'certificate',
      value: id,
      expected: names.length > 0 ? `one that nobody asks for: ${names.join(', ')}` : 'one that nobody asks for',
      fix: `${didYouMean(id, names)}Take it out of the program first, or leave out its flag.`,
    });
  }
  const removed = unasked.filter(({ id }) => ids.includes(id));
  for (const { store, id } of removed) await new CertificateStore(store).change((session) => session.remove([id]));
  terminal.out(options.json ? jsonText({ removed }) : removed.map(({ id }) => `${id} is removed\n`).join(''));
  return EXIT.done;
}

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../core/errors';
import { readTextIfThere } from '../../core/files/named-file';
import { describeKey, type TrustModel } from '../../pki/model/trust';

/** What is public of Secrets and ConfigMaps: certificates, wherever they lie. */
export interface PublicObjects {
  /** What messages call where they lie. */
  readonly place: string;
  /** The text of each key, by `describeKey`; one that does not exist is left out. */
  read(keys: readonly TrustModel[]): ReadonlyMap<string, string>;
}

/** Files `<folder>/<namespace>/<object's name>/<key>`, as somebody took them out of a cluster, or is about to bring them in. */
export class DirectoryObjects implements PublicObjects {
  constructor(public readonly place: string) {}

  /** Throws `INVALID_VALUE` where there is no such folder, or a file cannot be read, or holds a private key. */
  public read(keys: readonly TrustModel[]): ReadonlyMap<string, string> {
    if (!statSync(this.place, { throwIfNoEntry: false })?.isDirectory()) {
      refuse('INVALID_VALUE', {
        option: '--directory',
        value: this.place,
        expected: 'a folder with files <namespace>/<object>/<key>',
        fix: 'Correct the path.',
      });
    }
    return readPublic(keys, ({ namespace, name, key }) => readTextIfThere(join(this.place, namespace, name, key)));
  }
}

/**
 * Refuses what is no certificate's business before it is asked for, and text that holds a private key after all. Throws
 * `INVALID_VALUE`.
 */
export function readPublic(
  keys: readonly TrustModel[],
  read: (key: TrustModel) => string | undefined,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const key of keys) {
    requirePublicKey(key);
    const text = read(key);
    if (text === undefined) continue;
    if (/PRIVATE KEY-----/.test(text)) refusePrivate(key, 'It holds a private key: name the key with the certificate.');
    texts.set(describeKey(key), text);
  }
  return texts;
}

/** Throws `INVALID_VALUE`. */
export function requirePublicKey(key: TrustModel): void {
  if (key.key === 'tls.key') refusePrivate(key, 'Name the key with the certificate: private keys are never read.');
}

function refusePrivate(key: TrustModel, fix: string): never {
  refuse('INVALID_VALUE', { option: describeKey(key), expected: 'certificates, which are public', fix });
}

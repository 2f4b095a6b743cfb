import { refuse } from '../core/errors';
import { sortedBy } from '../core/order';
import type { StoredCertificates } from './model';
import { readPlainFile } from './safe-files';

/** Ten thousand leaves with RSA 4096 keys and their intermediates fit. */
const LARGEST_LIST = 64 * 1024 * 1024;
const FORMAT = 1;

const ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,252}$/;
/** One certificate and nothing else: certificates are passed on, and a private key in this file would be passed on with them. */
const ONE_CERTIFICATE = /^-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,76}\n)+-----END CERTIFICATE-----\n$/;

/** The certificates of a store; undefined where nothing has been written yet. Throws `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`. */
export function readCertificateList(path: string): StoredCertificates | undefined {
  const text = readPlainFile(path, { secret: false, largest: LARGEST_LIST });
  return text === undefined ? undefined : parseCertificateList(text, path);
}

/**
 * The content of `certificates.json`, sorted by id, so that changes of two people to different certificates merge. Throws
 * `DAMAGED_STORE` for what could not be read back.
 */
export function formatCertificateList(certificates: StoredCertificates, path: string): string {
  const entries = sortedBy(certificates, ([id]) => id).map(([id, pem]) => ({ id, pem }));
  const text = `${JSON.stringify({ format: FORMAT, certificates: entries }, undefined, 2)}\n`;
  parseCertificateList(text, path);
  return text;
}

function parseCertificateList(text: string, path: string): StoredCertificates {
  const file = parseJson(text, path);
  if (!hasExactly(file, ['format', 'certificates'])) refuseDamage(path, 'an object of format and certificates');
  if (file.format !== FORMAT) {
    refuse('DAMAGED_STORE', {
      option: `${path}: format`,
      value: file.format,
      expected: `format ${FORMAT}`,
      fix: 'Use the version of this library that wrote the store.',
    });
  }
  if (!Array.isArray(file.certificates)) refuseDamage(`${path}: certificates`, 'a list');
  const read = new Map<string, readonly string[]>();
  for (const [index, entry] of file.certificates.entries()) {
    const option = `${path}: certificates[${index}]`;
    if (!hasExactly(entry, ['id', 'pem'])) refuseDamage(option, 'an object of id and pem');
    const { id, pem } = entry;
    if (typeof id !== 'string' || !ID.test(id)) {
      refuseDamage(`${option}.id`, 'a name of letters, digits and "._/-" that begins with a letter or digit');
    }
    if (read.has(id)) refuseDamage(`${option}.id`, `each id once (${id} stands there twice)`);
    if (!Array.isArray(pem) || pem.length === 0 || !pem.every(isOneCertificate)) {
      refuseDamage(`${option}.pem`, 'a list of texts, one certificate in PEM each');
    }
    read.set(id, Object.freeze([...pem]));
  }
  return new Map(sortedBy(read, ([id]) => id));
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuseDamage(path, 'JSON');
  }
}

function hasExactly<K extends string>(value: unknown, keys: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const found = Object.keys(value);
  return found.length === keys.length && keys.every((key) => found.includes(key));
}

function isOneCertificate(pem: unknown): pem is string {
  return typeof pem === 'string' && ONE_CERTIFICATE.test(pem);
}

/** The content of the file is not shown: it may hold a key. */
function refuseDamage(option: string, expected: string): never {
  refuse('DAMAGED_STORE', {
    option,
    expected,
    fix: 'Restore the file from where it was last whole (version control, a backup): the keys still belong to it.',
  });
}

import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** What a server version reads: an object of keys, `*` for any key, a list of one element, or the name of a type. */
export type Keys = string | readonly [Keys] | { readonly [key: string]: Keys };

const CONTRACT = path.join(__dirname, '..', '..', 'contract');

/** The keys that a server reads, as they were asked of its own types: a table holds until the next one of the minor version. */
export function serverConfigKeys(version: string): Keys {
  const [major, minor, patch] = version.split('.').map(Number);
  const file = path.join(CONTRACT, `server-config-keys-${version}.json`);
  if (!existsSync(file)) return serverConfigKeys(`${major}.${minor}.${patch - 1}`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { keys: Keys }).keys;
}

/** What a server would drop without a word, or refuse to start with; empty when it reads all of it. */
export function unreadable(config: unknown, keys: Keys, at = ''): string[] {
  if (typeof keys === 'string') return isOfType(config, keys) ? [] : [`${at} is no ${keys}`];
  if (isList(keys)) {
    if (!Array.isArray(config)) return [`${at} is no list`];
    return config.flatMap((item, index) => unreadable(item, keys[0], `${at}[${index}]`));
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return [`${at} is no object`];
  return Object.entries(config).flatMap(([key, value]) => {
    const here = at === '' ? key : `${at}.${key}`;
    const known = Object.hasOwn(keys, key) ? keys[key] : keys['*'];
    return known === undefined ? [`${here} is unknown`] : unreadable(value, known, here);
  });
}

/** Every text, number, truth value and empty object of a configuration with its path, list items without their index. */
export function leaves(config: unknown, at = ''): Array<readonly [path: string, value: unknown]> {
  if (typeof config !== 'object' || config === null || Object.keys(config).length === 0) return [[at, config]];
  if (Array.isArray(config)) return config.flatMap((item) => leaves(item, `${at}[]`));
  return Object.entries(config).flatMap(([key, value]) => leaves(value, at === '' ? key : `${at}.${key}`));
}

/** A duration as Go reads it, in seconds. */
export function goSeconds(duration: string): number {
  const match = /^(\d+)h([0-5]?\d)m([0-5]?\d)s$/.exec(duration);
  if (match === null) throw new Error(`${JSON.stringify(duration)} is not a duration that Go reads`);
  const [hours, minutes, seconds] = match.slice(1).map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

function isList(keys: Keys): keys is readonly [Keys] {
  return Array.isArray(keys);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'duration':
      return typeof value === 'string' && /^(\d+h)(\d+m)(\d+s)$/.test(value);
    default:
      return /^u?int(32|64)?$/.test(type) && Number.isSafeInteger(value);
  }
}

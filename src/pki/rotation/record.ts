import { readPlainFile } from '../../certificate-store/safe-files';
import { refuse } from '../../core/errors';
import {
  type Check,
  listOf,
  mapOf,
  matching,
  nonEmpty,
  optional,
  options,
  readOptions,
  text,
  unique,
} from '../../core/guards';
import { sortedBy } from '../../core/order';
import type { RotationState } from '../model/rotation';

/** Far above the record of any program. */
const LARGEST_RECORD = 4 * 1024 * 1024;
/** The path of an MtlsPki, which may have many parts. */
const LONGEST_PATH = 4096;
const FORMAT = 1;

/** A state and the time of its recording. */
export interface RecordedState extends RotationState {
  /** In ISO 8601. */
  readonly since: string;
}

/** The recorded states of the authorities of one MtlsPki, by purpose; a tenant's by `<purpose>/<tenant>`. */
export type RecordedAuthorities = ReadonlyMap<string, RecordedState>;

/** The rolled-out states of all rotations, by the path of the MtlsPki. It is public. */
export type RotationRecord = ReadonlyMap<string, RecordedAuthorities>;

const id = text('the id of an authority', 1024);
const since = matching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
  'a time in ISO 8601',
  'Restore it from version control.',
);
/** Shared roots by the ids of the authorities below them. */
export const roots: Check<Readonly<Record<string, string>>> = (value, option) =>
  Object.fromEntries(mapOf(text('the name of a shared root', 63))(value, option));

const fields = options<RecordedState>({
  signer: id,
  trusted: nonEmpty(
    unique(listOf(id), (trusted) => trusted),
    'The signer is always trusted: restore the record from version control.',
  ),
  roots: optional(roots),
  since,
});

const state: Check<RecordedState> = (value, option) => {
  const read = fields(value, option);
  if (read.trusted.includes(read.signer)) return read;
  return refuse('INVALID_ROTATION_RECORD', {
    option: `${option}.trusted`,
    expected: `a list with the signer, ${read.signer}`,
    fix: 'Restore the record from version control.',
  });
};

const format: Check<number> = (value, option) =>
  value === FORMAT
    ? FORMAT
    : refuse('INVALID_ROTATION_RECORD', {
        option,
        value,
        expected: `format ${FORMAT}`,
        fix: 'Use the version of this library that wrote the record.',
      });

/** The text of a record; undefined where there is no file. A link is not followed. Throws `UNSAFE_STORE`, `DAMAGED_STORE`, `STORE_IO`. */
export function readRecordText(path: string): string | undefined {
  return readPlainFile(path, { secret: false, largest: LARGEST_RECORD });
}

/**
 * Reads a record. Throws `INVALID_ROTATION_RECORD`, and what the guards of options throw; each names the file and the key.
 *
 * @param path the file, for messages
 */
export function parseRecord(json: string, path: string): RotationRecord {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    refuse('INVALID_ROTATION_RECORD', {
      option: path,
      expected: 'JSON',
      fix: 'Restore the file from version control. Where a merge left its marks, keep what the cluster has.',
    });
  }
  refuseRepeatedKeys(json, path);
  const shape = { format, authorities: mapOf(mapOf(state), LONGEST_PATH) };
  return readOptions<{ format: number; authorities: RotationRecord }>(path, value, shape).authorities;
}

/** The record in a file, empty where there is none. Throws as `readRecordText` and `parseRecord`. */
export function readRecord(path: string): RotationRecord {
  const json = readRecordText(path);
  return json === undefined ? new Map() : parseRecord(json, path);
}

/** The text of a record: one for each content, sorted by key, so that changes to different authorities merge. */
export function formatRecord(record: RotationRecord): string {
  const authorities = sortedObject(record, (recorded) =>
    sortedObject(recorded, ({ signer, trusted, roots, since }) => ({
      signer,
      trusted,
      ...(roots && { roots: sortedObject(new Map(Object.entries(roots)), (root) => root) }),
      since,
    })),
  );
  return `${JSON.stringify({ format: FORMAT, authorities }, undefined, 2)}\n`;
}

/** A record in which some states of one MtlsPki are replaced. */
export function withStates(record: RotationRecord, pki: string, states: RecordedAuthorities): RotationRecord {
  return new Map([...record, [pki, new Map([...(record.get(pki) ?? []), ...states])]]);
}

function sortedObject<T, R>(map: ReadonlyMap<string, T>, toJson: (value: T) => R): Record<string, R> {
  return Object.fromEntries(sortedBy(map, ([key]) => key).map(([key, value]) => [key, toJson(value)]));
}

/** Refuses a repeated key, as a merge may leave it: JSON.parse would drop the first one silently. */
function refuseRepeatedKeys(json: string, path: string): void {
  const { parseDocument } = require('yaml') as typeof import('yaml'); // JSON is YAML, whose reader finds repeated keys
  const { errors } = parseDocument(json, { uniqueKeys: true });
  const repeated = errors.find(({ code }) => code === 'DUPLICATE_KEY');
  if (repeated === undefined) return;
  const [key] = /^"(?:[^"\\]|\\.)*"/.exec(json.slice(repeated.pos[0])) ?? [''];
  refuse('INVALID_ROTATION_RECORD', {
    option: `${path}:${repeated.linePos?.[0].line}`,
    value: key.slice(1, -1),
    expected: 'each key once',
    fix: 'Keep what the cluster has, and remove the other.',
  });
}

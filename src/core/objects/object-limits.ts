import { errorOf, type Problem } from '../problem';
import { describeValue } from '../redact';

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** All keys and values of an object's annotations together, in bytes. */
export const LONGEST_ANNOTATIONS = 256 * 1024;
const LARGEST_DATA = 1024 * 1024;

/** What YAML does not carry, not even behind a backslash as cdk8s writes it. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/u;

/** The parts of an object that every kind has, or that hold much; a patch may have put whatever it likes there. */
interface LimitedObject {
  readonly kind: string;
  readonly metadata?: { readonly name?: unknown; readonly labels?: unknown; readonly annotations?: unknown } | null;
  readonly data?: unknown;
}

type LimitCode = 'INVALID_NAME' | 'OUT_OF_RANGE' | 'UNSAFE_TEXT' | 'WRONG_TYPE';

/**
 * What the API server would refuse when the object is applied, so that it is known before anything is written.
 * Source: Kubernetes, "Object Names and IDs", "Labels and Selectors", "Annotations", "ConfigMaps".
 */
export function objectLimitProblems(object: LimitedObject, path: string): Problem[] {
  const metadata = object.metadata ?? {};
  const { name } = metadata;
  const [labels, annotations, data] = [metadata.labels, metadata.annotations, object.data].map(entriesOf);
  const problems: Problem[] = [];
  const add = (code: LimitCode, field: string, value: unknown, expected: string, fix: string) =>
    problems.push(
      errorOf(code, { option: `${object.kind} ${describeValue(name)} ${field}`, path, value, expected, fix }),
    );
  if (typeof name !== 'string' || !isSubdomain(name)) {
    const expected = 'an RFC 1123 subdomain of at most 253 characters';
    add('INVALID_NAME', 'metadata.name', name, expected, 'Choose another name.');
  }
  for (const [key, value] of labels) {
    if (isQualifiedKey(key) && (value === '' || (typeof value === 'string' && isQualifiedName(value)))) continue;
    const expected =
      'a key NAME or PREFIX/NAME and a value, names and values of at most 63 letters, digits, "-", "_" and "."';
    add('INVALID_NAME', 'metadata.labels', `${key}=${value}`, expected, 'Correct the label.');
  }
  for (const [key] of annotations.filter(([key]) => !isQualifiedKey(key))) {
    add('INVALID_NAME', 'metadata.annotations', key, 'a key NAME or PREFIX/NAME', 'Correct the key.');
  }
  for (const [key, value] of annotations) {
    if (typeof value !== 'string') {
      add('WRONG_TYPE', `metadata.annotations.${key}`, value, 'a text', 'Write it as one, in quotes.');
    } else if (NO_CHARACTER.test(value)) {
      add(
        'UNSAFE_TEXT',
        `metadata.annotations.${key}`,
        value,
        'a text that YAML carries',
        'Remove U+FFFE and its like.',
      );
    }
  }
  const [annotated, held] = [bytesOf(annotations), bytesOf(data)];
  if (annotated > LONGEST_ANNOTATIONS) {
    add('OUT_OF_RANGE', 'metadata.annotations', annotated, 'at most 256 KiB of annotations', 'Shorten them.');
  }
  if (held > LARGEST_DATA) {
    const fix = 'Split the program, so that each object holds less.';
    add('OUT_OF_RANGE', 'data', held, 'at most 1 MiB of data', fix);
  }
  return problems;
}

/** Whether a text is an RFC 1123 subdomain, as most objects are called. */
export function isSubdomain(name: string): boolean {
  return name.length <= 253 && DNS_SUBDOMAIN.test(name);
}

/** Whether a text is `NAME` or `PREFIX/NAME`, as a label or annotation is called. */
export function isQualifiedKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  const [prefix] = parts;
  return parts.length <= 1 && isQualifiedName(name) && (prefix === undefined || isSubdomain(prefix));
}

/** Whether a text is a name, or the value of a label that has one. */
export function isQualifiedName(name: string): boolean {
  return name.length <= 63 && QUALIFIED_NAME.test(name);
}

function entriesOf(map: unknown): [string, unknown][] {
  return typeof map === 'object' && map !== null ? Object.entries(map) : [];
}

function bytesOf(entries: readonly [string, unknown][]): number {
  let bytes = 0;
  for (const [key, value] of entries) {
    bytes += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  return bytes;
}

import { errorOf, type Problem } from '../problem';
import { describeValue } from '../redact';

const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** All keys and values of an object's annotations together, in bytes. */
export const LONGEST_ANNOTATIONS = 256 * 1024;
const LARGEST_DATA = 1024 * 1024;

/** The parts of an object that every kind has, or that hold much. */
interface LimitedObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * What the API server would refuse when the object is applied, so that it is known before anything is written.
 * Source: Kubernetes, "Object Names and IDs", "Labels and Selectors", "Annotations", "ConfigMaps".
 */
export function objectLimitProblems(object: LimitedObject, path: string): Problem[] {
  const { name, labels = {}, annotations = {} } = object.metadata;
  const at = (field: string) => ({ option: `${object.kind} ${describeValue(name)} ${field}`, path });
  const problems: Problem[] = [];
  if (!isSubdomain(name)) {
    const expected = 'an RFC 1123 subdomain of at most 253 characters';
    problems.push(
      errorOf('INVALID_NAME', { ...at('metadata.name'), value: name, expected, fix: 'Choose another name.' }),
    );
  }
  for (const [key, value] of Object.entries(labels)) {
    if (isQualifiedKey(key) && (value === '' || isQualifiedName(value))) continue;
    const expected =
      'a key NAME or PREFIX/NAME and a value, names and values of at most 63 letters, digits, "-", "_" and "."';
    problems.push(
      errorOf('INVALID_NAME', {
        ...at('metadata.labels'),
        value: `${key}=${value}`,
        expected,
        fix: 'Correct the label.',
      }),
    );
  }
  for (const key of Object.keys(annotations)) {
    if (isQualifiedKey(key)) continue;
    const expected = 'a key NAME or PREFIX/NAME';
    problems.push(
      errorOf('INVALID_NAME', { ...at('metadata.annotations'), value: key, expected, fix: 'Correct the key.' }),
    );
  }
  if (bytesOf(annotations) > LONGEST_ANNOTATIONS) {
    const expected = 'at most 256 KiB of annotations';
    problems.push(
      errorOf('OUT_OF_RANGE', {
        ...at('metadata.annotations'),
        value: bytesOf(annotations),
        expected,
        fix: 'Shorten them.',
      }),
    );
  }
  if (bytesOf(object.data ?? {}) > LARGEST_DATA) {
    const expected = 'at most 1 MiB of data';
    problems.push(
      errorOf('OUT_OF_RANGE', {
        ...at('data'),
        value: bytesOf(object.data ?? {}),
        expected,
        fix: 'Split the program, so that each object holds less.',
      }),
    );
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

function bytesOf(map: Readonly<Record<string, string>>): number {
  return Object.entries(map).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
}

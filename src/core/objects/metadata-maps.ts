import { refuse } from '../errors';
import { type Check, mapOf, text } from '../guards';
import { isQualifiedKey, isQualifiedName, LONGEST_ANNOTATIONS } from './object-limits';

/** Labels as Kubernetes takes them. Throws `INVALID_NAME`. Source: Kubernetes, "Labels and Selectors". */
export const metadataLabels: Check<{ [key: string]: string }> = (value, option) => {
  const read = mapOf(oneLine)(value, option);
  for (const [key, label] of read) {
    requireQualifiedKey(key, option);
    if (label !== '' && !isQualifiedName(label)) {
      refuse('INVALID_NAME', {
        option: `${option}.${key}`,
        value: label,
        expected: 'at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends',
        fix: 'Correct the value, or make it an annotation.',
      });
    }
  }
  return Object.fromEntries(read);
};

/** Annotations as Kubernetes takes them. Throws `INVALID_NAME`, `OUT_OF_RANGE`. Source: Kubernetes, "Annotations". */
export const metadataAnnotations: Check<{ [key: string]: string }> = (value, option) => {
  const read = mapOf(oneLine)(value, option);
  for (const key of read.keys()) requireQualifiedKey(key, option);
  const bytes = [...read].flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > LONGEST_ANNOTATIONS) {
    refuse('OUT_OF_RANGE', {
      option,
      found: `${bytes} bytes`,
      expected: 'at most 256 KiB of annotations',
      fix: 'Shorten them.',
    });
  }
  return Object.fromEntries(read);
};

/** On one line: what follows a line break in a manifest may be taken for another key. */
const oneLine: Check<string> = (value, option) =>
  value === '' ? '' : text('a text', LONGEST_ANNOTATIONS)(value, option);

function requireQualifiedKey(key: string, option: string): void {
  if (isQualifiedKey(key)) return;
  refuse('INVALID_NAME', {
    option: `key of ${option}`,
    value: key,
    expected: 'a key NAME or PREFIX/NAME, the name of at most 63 letters, digits, "-", "_" and "."',
    fix: 'Correct the key.',
  });
}

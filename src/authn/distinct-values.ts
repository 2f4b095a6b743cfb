import { refuse } from '../core/errors';

/** Refuses options of which one has the value of another, but for a slash at its end. Throws `INVALID_VALUE`. */
export function requireDistinct(type: string, values: Readonly<Record<string, string | undefined>>): void {
  const seen = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const meaning = value.replace(/\/+$/, '');
    const other = seen.get(meaning);
    if (other !== undefined) {
      refuse('INVALID_VALUE', {
        option: `${type}.${name}`,
        value,
        expected: `another value than ${type}.${other}`,
        fix: 'No value is right for both: correct one of them.',
      });
    }
    seen.set(meaning, name);
  }
}

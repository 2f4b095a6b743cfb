/** Where two objects differ, as a JSON pointer, and what each has there. */
export interface Difference {
  readonly path: string;
  readonly checked: unknown;
  readonly written: unknown;
}

/** What may be added to, since it says nothing of who is let in. */
const OPEN_MAPS = ['/metadata/labels', '/metadata/annotations'];

/** Where what is written differs from what was checked, other than by labels and annotations that were added. */
export function differences(checked: unknown, written: unknown, path = ''): Difference[] {
  if (Object.is(checked, written)) return [];
  const isOpen = OPEN_MAPS.includes(path);
  const ours = isOpen ? (checked ?? {}) : checked;
  if (!isContainer(ours) || !isContainer(written) || Array.isArray(ours) !== Array.isArray(written)) {
    return [{ path, checked, written }];
  }
  const found: Difference[] = [];
  for (const key in isOpen ? ours : { ...ours, ...written }) {
    const one = own(ours, key);
    const other = own(written, key);
    if (!Object.is(one, other)) found.push(...differences(one, other, `${path}/${escaped(key)}`));
  }
  return found;
}

/** Whether a path is another one, or lies below it. */
export function isBelow(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`);
}

type Container = Readonly<Record<string, unknown>>;

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function own(container: Container, key: string): unknown {
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/** A key as a JSON pointer has it (RFC 6901). */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

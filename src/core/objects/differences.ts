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
  const [ours, theirs] = [isOpen ? (checked ?? {}) : checked, written];
  if (!isContainer(ours) || !isContainer(theirs) || Array.isArray(ours) !== Array.isArray(theirs)) {
    return [{ path, checked, written }];
  }
  const keys = isOpen ? Object.keys(ours) : Object.keys({ ...ours, ...theirs });
  return keys.flatMap((key) => {
    const [one, other] = [own(ours, key), own(theirs, key)];
    return Object.is(one, other) ? [] : differences(one, other, `${path}/${escaped(key)}`);
  });
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

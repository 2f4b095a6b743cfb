import { Lazy } from 'cdk8s';

/** What has been made since the work began that is going on. */
let made: Map<object, unknown> | undefined;

/** Does work in which no object changes: each is rendered once, however many ask for it. */
export function renderOnce<T>(work: () => T): T {
  const outer = made;
  made ??= new Map();
  try {
    return work();
  } finally {
    made = outer;
  }
}

/** Whether work is going on in which each object is rendered once. */
export function isRenderingOnce(): boolean {
  return made !== undefined;
}

/** What is made of something, once while work goes on. Throws what making it throws, each time. */
export function once<T>(of: object, make: () => T): T {
  if (made?.has(of)) return made.get(of) as T;
  const value = make();
  made?.set(of, value);
  return value;
}

/** What stands in a field of an object of this library. */
export class Field {
  readonly #value: unknown;

  /** @param value plain data, or a function that is asked for it when the object is written */
  public constructor(value: unknown) {
    this.#value = value;
  }

  /** A copy, so that nobody changes what others get. Throws what asking for the content throws. */
  public produce(): unknown {
    return plain(typeof this.#value === 'function' ? this.#value() : this.#value, fieldOptions());
  }
}

/** What a `Lazy` of cdk8s keeps to itself. */
interface LazyInternals {
  readonly producer: unknown;
}

interface PlainOptions {
  readonly sortKeys: boolean;
  readonly dropEmpty: boolean;
}

/** How cdk8s writes the fields of an object. */
export function fieldOptions(): PlainOptions {
  return { sortKeys: !process.env.CDK8S_DISABLE_SORT, dropEmpty: false };
}

/** How cdk8s writes the metadata of an object. */
export const METADATA_OPTIONS: PlainOptions = { sortKeys: true, dropEmpty: true };

/**
 * Without what is undefined, and with what a `Lazy` stands for in its place. Values that come late are asked for in the order of
 * declaration, as cdk8s does, and sorted then. Throws where that is not all there is to do. Loops stand here and not closures:
 * what is called thousands of times, V8 compiles in a fraction of the time so.
 */
export function plain(value: unknown, options: PlainOptions): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'function') throw new Error('not plain data');
  if (typeof value !== 'object') return value;
  if (value instanceof Field) return once(value, () => Field.prototype.produce.call(value));
  if (value instanceof Lazy) {
    const { producer } = value as unknown as LazyInternals;
    return plain(producer instanceof Field ? producer : value.produce(), options);
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(plain(item, options));
    return options.dropEmpty && items.length === 0 ? undefined : items;
  }
  if (value.constructor !== Object || 'resolve' in value) throw new Error('not plain data');
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = plain(value[key as keyof typeof value], options);
    if (field !== undefined) fields[key] = field;
  }
  return ordered(fields, options);
}

function ordered(fields: Readonly<Record<string, unknown>>, { sortKeys, dropEmpty }: PlainOptions): object | undefined {
  const keys = Object.keys(fields);
  if (dropEmpty && keys.length === 0) return undefined;
  const made: Record<string, unknown> = {};
  for (const key of sortKeys ? keys.sort() : keys) made[key] = fields[key];
  return made;
}

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
export function once<K extends object, T>(of: K, make: (of: K) => T): T {
  if (made?.has(of)) return made.get(of) as T;
  const value = make(of);
  made?.set(of, value);
  return value;
}

/** A function that makes something of an object, once while work goes on. */
export function madeOnce<K extends object, T>(make: (of: K) => T): (of: K) => T {
  return (of) => once(of, make);
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

type Fields = Readonly<Record<string, unknown>>;

interface PlainOptions {
  readonly sortKeys: boolean;
  readonly dropEmpty: boolean;
}

/** How cdk8s writes the fields of an object. */
function fieldOptions(): PlainOptions {
  return { sortKeys: !process.env.CDK8S_DISABLE_SORT, dropEmpty: false };
}

/** How cdk8s writes the metadata of an object. */
const METADATA_OPTIONS: PlainOptions = { sortKeys: true, dropEmpty: true };

/** An object with its fields as `plain` has them, in the order of cdk8s. Throws as `plain`. */
export function plainObject({ apiVersion, kind, metadata, ...content }: Fields): Fields {
  const shown = plain(metadata, METADATA_OPTIONS);
  const options = fieldOptions();
  const fields = plain(content, options) as Fields;
  return { apiVersion: plain(apiVersion, options), kind: plain(kind, options), metadata: shown, ...fields };
}

/**
 * Without what is undefined, and with what a `Lazy` stands for in its place. Values that come late are asked for in the order of
 * declaration, as cdk8s does, and sorted then. Throws where that is not all there is to do. It is one function with loops in it:
 * what is called thousands of times, V8 compiles in a fraction of the time so.
 */
function plain(value: unknown, options: PlainOptions): unknown {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'function') throw new Error('not plain data');
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(plain(item, options));
    return options.dropEmpty && items.length === 0 ? undefined : items;
  }
  if (value instanceof Field) return once(value, produce);
  if (value instanceof Lazy) {
    const { producer } = value as unknown as LazyInternals;
    return plain(producer instanceof Field ? producer : value.produce(), options);
  }
  if (value.constructor !== Object || 'resolve' in value) throw new Error('not plain data');
  const fields: Record<string, unknown> = {};
  const keys = Object.keys(value);
  let last = '';
  let isSorted = true;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    const field = plain(value[key as keyof typeof value], options);
    if (field === undefined) continue;
    isSorted &&= last <= key;
    last = key;
    fields[key] = field;
  }
  if (!isSorted && options.sortKeys) return sorted(fields);
  return options.dropEmpty && Object.keys(fields).length === 0 ? undefined : fields;
}

function produce(field: Field): unknown {
  return Field.prototype.produce.call(field);
}

function sorted(fields: Fields): Fields {
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort()) made[key] = fields[key];
  return made;
}

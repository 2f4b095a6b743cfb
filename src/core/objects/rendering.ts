import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';

/** An object as it is written; cdk8s has no type for it. */
type Rendered = ReturnType<ApiObject['toJson']>;

/** What has been rendered since the work began that is going on. */
let renderings: Map<ApiObject, Rendered> | undefined;

/** Does work in which no object changes: each is rendered once, however many ask for it. */
export function renderOnce<T>(work: () => T): T {
  const outer = renderings;
  renderings ??= new Map();
  try {
    return work();
  } finally {
    renderings = outer;
  }
}

/** An object as it is written. Throws what rendering it throws. */
export function rendered(object: ApiObject): Rendered {
  const known = renderings?.get(object);
  if (known !== undefined) return known;
  const made = render(object);
  renderings?.set(object, made);
  return made;
}

/** What `ApiObject.toJson` of cdk8s reads and keeps to itself. */
interface Internals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly unknown[];
  readonly metadata: Readonly<Record<string, unknown>> & { readonly _additionalAttributes: object };
}

const METADATA = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];
const RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** As `ApiObject.toJson`, in a quarter of the time: what is not plain data or a value that comes late is left to that. */
function render(object: ApiObject): Rendered {
  try {
    return isOrdinary(object) ? renderOrdinary(object as unknown as Internals) : object.toJson();
  } catch {
    return object.toJson(); // says which object it is that fails
  }
}

function isOrdinary(object: ApiObject): boolean {
  const { patches, metadata } = object as unknown as Internals;
  return (
    object.toJson === ApiObject.prototype.toJson &&
    object.metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson &&
    App.of(object).resolvers.every((resolver) => RESOLVERS.includes(resolver.constructor)) &&
    patches.length === 0 &&
    Object.keys(metadata._additionalAttributes).every((field) => METADATA.includes(field))
  );
}

function renderOrdinary({ props, metadata }: Internals): Rendered {
  const options = { sortKeys: !process.env.CDK8S_DISABLE_SORT, dropEmpty: false };
  const keys = options.sortKeys ? Object.keys(props).sort() : Object.keys(props);
  const made: Record<string, unknown> = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...keys]) {
    if (key in made) continue;
    const field = key === 'metadata' ? renderMetadata(metadata) : plain(props[key], options);
    if (field !== undefined) made[key] = field;
  }
  return made;
}

function renderMetadata({ annotations, finalizers, labels, name, namespace, ownerReferences }: Internals['metadata']) {
  const fields = { annotations, finalizers, labels, name, namespace, ownerReferences };
  return plain(fields, { sortKeys: true, dropEmpty: true });
}

/** Without what is undefined, and with what a `Lazy` stands for in its place. Throws where that is not all there is to do. */
function plain(value: unknown, options: Readonly<Record<'sortKeys' | 'dropEmpty', boolean>>): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'function') throw new Error('not plain data');
  if (typeof value !== 'object') return value;
  if (value instanceof Lazy) return plain(value.produce(), options);
  if (Array.isArray(value)) {
    return options.dropEmpty && value.length === 0 ? undefined : value.map((item) => plain(item, options));
  }
  if (value.constructor !== Object || 'resolve' in value) throw new Error('not plain data');
  const keys = options.sortKeys ? Object.keys(value).sort() : Object.keys(value);
  const made: Record<string, unknown> = {};
  for (const key of keys) {
    const field = plain((value as Record<string, unknown>)[key], options);
    if (field !== undefined) made[key] = field;
  }
  return options.dropEmpty && Object.keys(made).length === 0 ? undefined : made;
}

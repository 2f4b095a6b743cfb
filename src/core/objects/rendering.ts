import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { compareText } from '../order';

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

/** Values that come late are asked for in the order of declaration, as cdk8s does, and sorted then. */
function renderOrdinary({ props, metadata }: Internals): Rendered {
  const options = { sortKeys: !process.env.CDK8S_DISABLE_SORT, dropEmpty: false };
  const made = new Map<string, unknown>([['metadata', renderMetadata(metadata)]]);
  for (const key of Object.keys(props)) if (key !== 'metadata') made.set(key, plain(props[key], options));
  const keys = options.sortKeys ? Object.keys(props).sort() : Object.keys(props);
  const written = [...new Set(['apiVersion', 'kind', 'metadata', ...keys])].filter(
    (key) => made.get(key) !== undefined,
  );
  return Object.fromEntries(written.map((key) => [key, made.get(key)]));
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
  const fields = Object.entries(value)
    .map(([key, field]) => [key, plain(field, options)] as const)
    .filter(([, field]) => field !== undefined);
  if (options.sortKeys) fields.sort(([a], [b]) => compareText(a, b));
  return options.dropEmpty && fields.length === 0 ? undefined : Object.fromEntries(fields);
}

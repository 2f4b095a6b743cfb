import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  type IResolver,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';
import { AuthError } from '../errors';
import { Emitted } from './emitted';
import { fieldOptions, METADATA_OPTIONS, once, plain } from './plain';

/** An object as it is written; cdk8s has no type for it. */
export type Rendered = ReturnType<ApiObject['toJson']>;

/** An object as it is written, the same while work of `renderOnce` goes on. Throws what rendering it throws. */
export function rendered(object: ApiObject): Rendered {
  return once(object, () => render(object));
}

/** What `ApiObject.toJson` of cdk8s reads and keeps to itself. */
interface Internals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly unknown[];
  readonly metadata: Readonly<Record<string, unknown>> & { readonly _additionalAttributes: object };
}

/** The fields that cdk8s writes before the others. */
const FIRST = ['apiVersion', 'kind', 'metadata'];
const METADATA = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];
/** How cdk8s renders, as it stood when this was loaded: whoever puts something in its place means it. */
const API_OBJECT_TO_JSON = ApiObject.prototype.toJson;
const TO_JSON = [API_OBJECT_TO_JSON, Emitted.prototype.toJson];
const METADATA_TO_JSON = ApiObjectMetadataDefinition.prototype.toJson;
const RESOLVE = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver].map(
  ({ prototype }): IResolver['resolve'] => prototype.resolve,
);

/** As `ApiObject.toJson`, in a quarter of the time: what is not plain data or a value that comes late is left to that. */
function render(object: ApiObject): Rendered {
  try {
    return isOrdinary(object) ? renderOrdinary(object as unknown as Internals) : object.toJson();
  } catch (error) {
    if (error instanceof AuthError) throw error;
    return object.toJson(); // says which object it is that fails
  }
}

function isOrdinary(object: ApiObject): boolean {
  const { patches, metadata } = object as unknown as Internals;
  return (
    TO_JSON.includes(object.toJson) &&
    ApiObject.prototype.toJson === API_OBJECT_TO_JSON &&
    object.metadata.toJson === METADATA_TO_JSON &&
    App.of(object).resolvers.every(({ resolve }) => RESOLVE.includes(resolve)) &&
    patches.length === 0 &&
    Object.keys(metadata._additionalAttributes).every((field) => METADATA.includes(field))
  );
}

function renderOrdinary({ props, metadata }: Internals): Rendered {
  const fields = plain({ ...props, metadata: renderMetadata(metadata) }, fieldOptions()) as Rendered;
  const written: Record<string, unknown> = {};
  for (const key of FIRST) if (key in fields) written[key] = fields[key];
  return Object.assign(written, fields);
}

function renderMetadata({ annotations, finalizers, labels, name, namespace, ownerReferences }: Internals['metadata']) {
  return plain({ annotations, finalizers, labels, name, namespace, ownerReferences }, METADATA_OPTIONS);
}

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
import { madeOnce, plainObject } from './plain';

/** An object as it is written; cdk8s has no type for it. */
export type Rendered = ReturnType<ApiObject['toJson']>;

/** An object as it is written, the same while work of `renderOnce` goes on. Throws what rendering it throws. */
export const rendered = madeOnce(render);

/** What `ApiObject.toJson` of cdk8s reads and keeps to itself. */
interface Internals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly unknown[];
  readonly metadata: Readonly<Record<string, unknown>> & { readonly _additionalAttributes: object };
}

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
    patches.length === 0 &&
    areOrdinary(App.of(object).resolvers) &&
    Object.keys(metadata._additionalAttributes).every(isMetadata)
  );
}

const areOrdinary = madeOnce((resolvers: readonly IResolver[]) =>
  resolvers.every(({ resolve }) => RESOLVE.includes(resolve)),
);

function isMetadata(field: string): boolean {
  return METADATA.includes(field);
}

function renderOrdinary({ props, metadata }: Internals): Rendered {
  const { annotations, finalizers, labels, name, namespace, ownerReferences } = metadata;
  const shown = { annotations, finalizers, labels, name, namespace, ownerReferences };
  return plainObject({ ...props, metadata: shown }) as Rendered;
}

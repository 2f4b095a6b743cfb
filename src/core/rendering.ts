import type { ApiObject } from 'cdk8s';

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
  const made = object.toJson();
  renderings?.set(object, made);
  return made;
}

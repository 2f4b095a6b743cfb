/** A part of an object as it is written. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a workload makes pods from. */
export interface PodTemplate extends Fields {
  readonly spec: Fields & { readonly containers: readonly unknown[] };
}

/** In a CronJob; in a Deployment, a StatefulSet, a Job and whatever is made like them, such as a Rollout of Argo. */
const PLACES = [
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['spec', 'template'],
];

/** Changes the template of an object's pods; undefined where the object makes none. */
export function withPodTemplate(object: Fields, change: (template: PodTemplate) => PodTemplate): Fields | undefined {
  if (object.kind === 'Pod') return isPodTemplate(object) ? change(object) : undefined;
  const place = PLACES.find((path) => isPodTemplate(path.reduce(fieldOf, object)));
  return place && changed(object, place, change);
}

function isPodTemplate(value: unknown): value is PodTemplate {
  return Array.isArray(fieldOf(fieldOf(value, 'spec'), 'containers'));
}

function fieldOf(value: unknown, field: string): unknown {
  return isFields(value) ? value[field] : undefined;
}

/** Whether something has fields; a list has none. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy with another template; what lies beside it is shared with the object. */
function changed(object: Fields, [field, ...rest]: string[], change: (template: PodTemplate) => PodTemplate): Fields {
  if (field === undefined) return change(object as PodTemplate);
  return { ...object, [field]: changed(object[field] as Fields, rest, change) };
}

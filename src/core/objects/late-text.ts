import { Lazy } from 'cdk8s';

/** A text of an object's metadata that is asked for when it is written: cdk8s resolves it, and puts it into names of files. */
export function lateText(produce: () => string): string {
  const late = Object.assign(Lazy.any({ produce }), { toString: produce });
  return late as unknown as string; // the types of cdk8s know no lazy values
}

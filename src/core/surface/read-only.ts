import { refuse } from '../errors';

/** A class, whether or not its constructor is public. */
interface ClassOf {
  readonly name: string;
  readonly prototype: object;
}

/**
 * Has assigning to what a class shows refused with `INVALID_VALUE`. TypeScript knows that it is read-only; plain JavaScript would
 * drop the value without a word and carry on. Objects are not frozen: the other languages of jsii keep marks of their own on them.
 */
export function readOnly(type: ClassOf): void {
  for (const owner of [type, type.prototype]) {
    for (const [name, { get, set, value, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      const isShown = get === undefined ? enumerable : set === undefined; // a method is not enumerable
      if (!isShown) continue;
      Object.defineProperty(owner, name, {
        get: get ?? (() => value),
        set: () => refuseChange(`${type.name}.${name}`),
      });
    }
  }
}

function refuseChange(option: string): never {
  return refuse('INVALID_VALUE', {
    option,
    expected: 'to be left as it is: what was declared is not changed afterwards',
    fix: 'Say it where the object is made.',
  });
}

import type { JestEnvironment } from '@jest/environment';
import { ModuleMocker } from 'jest-mock';

type Held = ReadonlyMap<PropertyKey, PropertyDescriptor>;

/**
 * Has all test files of a worker share its globals, so that they can share packages as well (`runner.ts`). Whatever a test file
 * leaves in the globals, in `process` or in the variables of the environment is undone before the next one starts.
 */
export default class OneRealmEnvironment implements JestEnvironment {
  public readonly global = globalThis as unknown as JestEnvironment['global'];
  public readonly moduleMocker = new ModuleMocker(globalThis);
  public readonly fakeTimers = null; // no test asks for them
  public readonly fakeTimersModern = null;
  private readonly kept = [globalThis, process, process.env].map((shared) => [shared, held(shared)] as const);

  public async setup(): Promise<void> {
    this.global.global = globalThis;
  }

  public async teardown(): Promise<void> {
    for (const [shared, before] of this.kept) restore(shared, before);
  }

  public exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  /** Jest asks only whether there is one: `runner.ts` compiles for the realm of the worker. */
  public getVmContext(): object {
    return this.global;
  }
}

function held(shared: object): Held {
  return new Map(Reflect.ownKeys(shared).map((key) => [key, Object.getOwnPropertyDescriptor(shared, key) ?? {}]));
}

function restore(shared: object, before: Held): void {
  for (const [key, now] of held(shared)) {
    if (!before.has(key) && now.configurable) Reflect.deleteProperty(shared, key);
  }
  for (const [key, then] of before) {
    const now = Object.getOwnPropertyDescriptor(shared, key);
    if (now?.value !== then.value || now?.get !== then.get) Object.defineProperty(shared, key, then);
  }
}

import type { IConstruct } from 'constructs';

/** How often something has been declared in each App. */
const ages = new WeakMap<IConstruct, number>();

/** Says that a construct has something new: what was derived from the program before is out of date. */
export function declared(scope: IConstruct): void {
  ages.set(scope.node.root, ageOf(scope) + 1);
}

/**
 * What is derived from a whole program, taken once a synthesis however many objects and validations ask for it: cdk8s
 * validates anew for every chart and renders an object several times. It is taken anew once something is declared, and once
 * the code that is running now has ended, since files and the clock may say something else then.
 */
export class Derived<T> {
  private taken?: { readonly age: number; readonly value: T };

  public constructor(
    private readonly scope: IConstruct,
    private readonly derive: () => T,
  ) {}

  /** The value for the program as it stands. Throws what deriving it throws. */
  public get(): T {
    const age = ageOf(this.scope);
    if (this.taken?.age === age) return this.taken.value;
    const value = this.derive();
    this.taken = { age, value };
    queueMicrotask(() => {
      this.taken = undefined;
    });
    return value;
  }
}

/** What constructs of an App declare, to be asked for when the App is complete. */
export class Declarations<T> {
  private readonly declared = new WeakMap<IConstruct, Array<() => T>>();

  /** Declares for the App of a construct. */
  public add(scope: IConstruct, describe: () => T): void {
    const app = scope.node.root;
    this.declared.set(app, [...(this.declared.get(app) ?? []), describe]);
    declared(scope);
  }

  /** All that is declared in an App, in the order of declaration. */
  public of(app: IConstruct): T[] {
    return (this.declared.get(app) ?? []).map((describe) => describe());
  }
}

function ageOf(scope: IConstruct): number {
  return ages.get(scope.node.root) ?? 0;
}

/** A function that computes once for each object, however often it is asked; what it computed goes with the object. */
export function oncePer<K extends object, V>(compute: (of: K) => V): (of: K) => V {
  const computed = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const known = computed.get(of);
    if (known !== undefined) return known.value;
    const value = compute(of);
    computed.set(of, { value });
    return value;
  };
}

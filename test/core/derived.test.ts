import { App, Chart } from 'cdk8s';
import { Declarations, Derived, declared, oncePer } from '../../src/core/derived';

const chartOf = (app: App) => new Chart(app, 'chart');

describe('what is derived from a program', () => {
  test('is taken once, however often it is asked for', () => {
    const derive = jest.fn(() => ({}));
    const derived = new Derived(new App(), derive);
    expect(derived.get()).toBe(derived.get());
    expect(derive).toHaveBeenCalledTimes(1);
  });

  test('is taken anew once something is declared anywhere in the App, and not in another', () => {
    const [app, other] = [new App(), new App()];
    let value = 1;
    const derived = new Derived(chartOf(app), () => value);
    expect(derived.get()).toBe(1);
    value = 2;
    declared(other);
    expect(derived.get()).toBe(1);
    declared(app);
    expect(derived.get()).toBe(2);
  });

  test('is taken anew once the code that runs now has ended', async () => {
    let value = 1;
    const derived = new Derived(new App(), () => value);
    expect(derived.get()).toBe(1);
    value = 2;
    expect(derived.get()).toBe(1);
    await Promise.resolve();
    expect(derived.get()).toBe(2);
  });

  test('is not kept where deriving it fails', () => {
    let fails = true;
    const derived = new Derived(new App(), () => {
      if (fails) throw new Error('not yet');
      return 1;
    });
    expect(() => derived.get()).toThrow('not yet');
    fails = false;
    expect(derived.get()).toBe(1);
  });
});

describe('what is computed once for each object', () => {
  test('is computed again for another object alone, even where nothing comes of it', () => {
    const compute = jest.fn((_: object) => undefined);
    const computed = oncePer(compute);
    const [one, other] = [{}, {}];
    for (const object of [one, other, one, other]) computed(object);
    expect(compute.mock.calls).toEqual([[one], [other]]);
  });
});

test('what is declared in an App is asked for when it is complete, in order, and apart from other Apps', () => {
  const declarations = new Declarations<number>();
  const app = new App();
  let value = 1;
  declarations.add(new Chart(app, 'one'), () => value);
  declarations.add(new Chart(app, 'other'), () => 7);
  value = 2;
  expect(declarations.of(app)).toEqual([2, 7]);
  expect(declarations.of(new App())).toEqual([]);
});

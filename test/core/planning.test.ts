import { App, Chart } from 'cdk8s';
import { effects } from '../../src/core/effects';
import { Declarations, installPlanner, isPlanning, PLAN_VARIABLE, whilePlanning } from '../../src/core/planning';

afterEach(() => jest.restoreAllMocks());

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

test('the planner is called once for an App, and only where a plan is asked for', () => {
  const planner = jest.fn();
  installPlanner(planner);
  const app = new App();
  const declarations = new Declarations<number>();
  declarations.add(app, () => 1);
  declarations.add(app, () => 2);
  app.node.validate();
  expect(planner).not.toHaveBeenCalled();
  jest.spyOn(effects, 'environment').mockImplementation((name) => (name === PLAN_VARIABLE ? 'file' : undefined));
  expect(isPlanning()).toBe(true);
  app.node.validate();
  expect(planner.mock.calls).toEqual([[app]]);
});

test('planning in this process ends with its work, also where it fails', () => {
  expect(whilePlanning(isPlanning)).toBe(true);
  expect(isPlanning()).toBe(false);
  expect(() =>
    whilePlanning(() => {
      throw new Error('no such option');
    }),
  ).toThrow('no such option');
  expect(isPlanning()).toBe(false);
});

import { App, Chart } from 'cdk8s';
import { effects } from '../../src/core/effects';
import { installPlanner, isPlanning, PLAN_VARIABLE, planWhenAsked, whilePlanning } from '../../src/core/planning';

afterEach(() => jest.restoreAllMocks());

test('the planner is called once for an App, and only where a plan is asked for', () => {
  const planner = jest.fn();
  installPlanner(planner);
  const app = new App();
  planWhenAsked(app);
  planWhenAsked(new Chart(app, 'one'));
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

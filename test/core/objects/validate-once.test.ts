import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { appProblems, besideValidation, validateOnce } from '../../../src/core/objects/validate-once';
import { errorOf, messageOf } from '../../../src/core/problem';

const wrong = errorOf('MISSING_TRUST', { option: 'A.b', expected: 'a y', fix: 'Write y.' });

test('a validation runs once for an App, whoever asks and however often, and once for each App', () => {
  const validation = jest.fn(() => [wrong]);
  const app = new App();
  const chart = new Chart(app, 'chart');
  for (const scope of [app, chart, chart]) validateOnce(scope, validation);
  expect(app.node.validate()).toEqual([messageOf(wrong)]);
  expect(validation.mock.calls).toEqual([[app]]);

  const other = new App();
  validateOnce(other, validation);
  expect(other.node.validate()).toEqual([messageOf(wrong)]);
});

test('different validations of one App all run', () => {
  const app = new App();
  const other = { ...wrong, option: 'O' };
  validateOnce(app, () => [wrong]);
  validateOnce(app, () => [other]);
  expect(app.node.validate()).toEqual([messageOf(wrong), messageOf(other)]);
});

test('what is done beside a validation comes before the checks, once, and is told what they find where it asks', () => {
  const app = new App();
  const told: unknown[] = [];
  const work = (of: Construct) => told.push(appProblems(of));
  validateOnce(app, () => {
    told.push('checked');
    return [wrong];
  });
  for (const scope of [app, new Chart(app, 'chart')]) besideValidation(scope, work);
  expect(app.node.validate()).toEqual([messageOf(wrong)]);
  expect(told).toEqual(['checked', [wrong], 'checked']);
  expect(appProblems(app)).toEqual([wrong]);
  expect(app.node.validate()).toEqual([messageOf(wrong)]);
});

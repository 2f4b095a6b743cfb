import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { errorOf } from '../../src/core/problem';
import { rendered, renderOnce } from '../../src/core/rendering';
import { validateOnce } from '../../src/core/validate-once';

const produce = jest.fn(() => 'b');
let object: ApiObject;

beforeEach(() => {
  produce.mockClear();
  const chart = new Chart(new App(), 'chart');
  const data = { a: Lazy.any({ produce }) };
  object = new ApiObject(chart, 'A', { apiVersion: 'v1', kind: 'ConfigMap', data } as never);
});

test('an object is rendered once while work goes on, and anew after it', () => {
  const work = () => [rendered(object), renderOnce(() => rendered(object))];
  const [first, second] = renderOnce(work);
  expect(first.data).toEqual({ a: 'b' });
  expect(second).toBe(first);
  expect(produce).toHaveBeenCalledTimes(1);

  object.metadata.addLabel('later', 'yes');
  expect(renderOnce(() => rendered(object)).metadata.labels).toEqual({ later: 'yes' });
});

test('outside of such work, and after work that failed, each call renders', () => {
  const failed = () => {
    rendered(object);
    throw new Error('failed');
  };
  expect(() => renderOnce(failed)).toThrow('failed');
  rendered(object);
  rendered(object);
  expect(produce).toHaveBeenCalledTimes(3);
});

test('the validations of an App share what they render, for as long as one validation of the App takes', () => {
  const labels = () => {
    const option = JSON.stringify(rendered(object).metadata.labels ?? {});
    return [errorOf('INVALID_NAME', { option, expected: 'x', fix: 'y' })];
  };
  const said = (text: string) => expect.stringContaining(text);
  validateOnce(object, labels);
  validateOnce(object, (_app, objects) => objects.flatMap(labels));
  const app = App.of(object);
  expect(app.node.validate()).toEqual([said(' {}; '), said(' {}; ')]);
  expect(produce).toHaveBeenCalledTimes(1);
  object.metadata.addLabel('later', 'yes');
  expect(app.node.validate()).toEqual([said('"later":"yes"'), said('"later":"yes"')]);
});

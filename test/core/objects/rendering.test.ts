import { ApiObject, App, Chart, JsonPatch, Lazy, type ResolutionContext, Yaml } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { renderOnce } from '../../../src/core/objects/plain';
import { rendered } from '../../../src/core/objects/rendering';
import { validateOnce } from '../../../src/core/objects/validate-once';
import { errorOf } from '../../../src/core/problem';
import { YamlText } from '../../../src/synthesis/yaml-text';

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
  validateOnce(object, () => labels());
  const app = App.of(object);
  expect(app.node.validate()).toEqual([said(' {}; '), said(' {}; ')]);
  expect(produce).toHaveBeenCalledTimes(1);
  object.metadata.addLabel('later', 'yes');
  expect(app.node.validate()).toEqual([said('"later":"yes"'), said('"later":"yes"')]);
});

/** What cdk8s-plus-27 puts into objects for "a number or a text". */
class Union {
  constructor(public readonly value: unknown) {}
}

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      undefined,
      null,
      '',
      'text',
      0,
      true,
      [],
      {},
      new Union(1),
      new Union([]),
      { resolve: 'text' },
      { constructor: 1 },
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('b', 'a', '1', '', 'toJSON'), tie('value')),
    tie('value').map((late) => Lazy.any({ produce: () => late })),
    tie('value').map((late) => ({ resolve: () => late })),
  ),
}));

test('an object is rendered as cdk8s renders it, or fails alike, whatever it holds', () => {
  const outcome = (render: () => unknown): unknown => {
    try {
      return JSON.stringify(render());
    } catch (error) {
      return String(error);
    }
  };
  const { CDK8S_DISABLE_SORT } = process.env;
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('spec', 'data', 'a', '9', 'zz'), anything),
      anything,
      fc.boolean(),
      (fields, more, isSorted) => {
        process.env.CDK8S_DISABLE_SORT = isSorted ? '' : 'yes';
        const chart = new Chart(new App(), 'chart', { labels: { of: 'chart' } });
        const metadata = { labels: { b: 'c', a: 'b' }, annotations: fields, more } as never;
        const made = new ApiObject(chart, 'A', { ...fields, kind: 'A', metadata, apiVersion: 'v1' } as never);
        expect(outcome(() => rendered(made))).toBe(outcome(() => made.toJson()));
        const plain = new ApiObject(chart, 'B', { ...fields, kind: 'A', apiVersion: 'v1' } as never);
        plain.metadata.addAnnotation('later', 'yes');
        expect(outcome(() => rendered(plain))).toBe(outcome(() => plain.toJson()));
      },
    ),
  );
  process.env.CDK8S_DISABLE_SORT = CDK8S_DISABLE_SORT ?? '';
});

test.each(['', 'yes'])(
  'the key __proto__ is left out as cdk8s leaves it out, sorted or not (CDK8S_DISABLE_SORT=%j)',
  (unsorted) => {
    const { CDK8S_DISABLE_SORT = '' } = process.env;
    process.env.CDK8S_DISABLE_SORT = unsorted;
    const data = JSON.parse('{"z":"1","__proto__":{"b":"2"},"a":{"__proto__":"3"}}');
    const made = new ApiObject(new Chart(new App(), 'chart'), 'A', { apiVersion: 'v1', kind: 'A', data } as never);
    expect(new YamlText().of(rendered(made))).toBe(Yaml.stringify(made.toJson()));
    process.env.CDK8S_DISABLE_SORT = CDK8S_DISABLE_SORT;
  },
);

test('what an App resolves in its own way, a class renders in its own way or a patch changes is rendered so', () => {
  const resolver = {
    resolve: (context: ResolutionContext) => {
      if (context.value === 'a') context.replaceValue('b');
    },
  };
  const chart = new Chart(new App({ resolvers: [resolver] }), 'chart');
  const resolved = new ApiObject(chart, 'A', { apiVersion: 'v1', kind: 'A', spec: 'a' } as never);
  expect(rendered(resolved).spec).toBe('b');

  object.addJsonPatch(JsonPatch.replace('/data/a', 'patched'));
  expect(rendered(object).data).toEqual({ a: 'patched' });
  const other = new ConfigMap(new Chart(new App(), 'chart'), 'Other', { data: { a: 'b' } });
  expect(rendered(ApiObject.of(other))).toEqual(ApiObject.of(other).toJson());
});

test('values that come late are asked for in the order of declaration', () => {
  const asked: string[] = [];
  const late = (name: string) => Lazy.any({ produce: () => asked.push(name) });
  const spec = { z: late('z'), a: late('a') };
  rendered(
    new ApiObject(new Chart(new App(), 'late'), 'o', {
      apiVersion: 'v1',
      kind: 'K',
      spec,
      data: late('data'),
    } as never),
  );
  expect(asked).toEqual(['z', 'a', 'data']);
});

import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { emit } from '../../../src/core/objects/emit';
import { Emitted } from '../../../src/core/objects/emitted';
import { messageOf } from '../../../src/core/problem';
import { refusalOf } from '../../support/refusal';

const MANIFEST = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'temporal', labels: { app: 'a' }, annotations: {} },
};

function emitted(content: object): Emitted {
  return emit(new Chart(Testing.app(), 'chart'), 'A', { ...MANIFEST, ...content }) as Emitted;
}

const said = (object: Emitted, ops: JsonPatch[]) => {
  object.addJsonPatch(...ops);
  return refusalOf(() => object.toJson());
};

describe('an object of this library', () => {
  test('is known by what it is, whatever becomes of its class', () => {
    const object = emitted({});
    Object.setPrototypeOf(object, ApiObject.prototype);
    expect(Emitted.is(object)).toBe(true);
    expect(Emitted.is(new ApiObject(Chart.of(object), 'B', MANIFEST))).toBe(false);
  });

  test('is written as it is, and differs from nothing', () => {
    const object = emitted({ data: { a: 'b' }, spec: undefined });
    const { annotations: _none, ...metadata } = MANIFEST.metadata;
    expect(object.toJson()).toEqual({ ...MANIFEST, metadata, data: { a: 'b' } });
    expect(Emitted.changes(object, object.toJson())).toEqual([]);
  });

  test('gives nobody what it is compared with', () => {
    const object = emitted({ spec: { a: { b: 'c' } } });
    (object as never as { props: { spec: { produce(): { a: object } } } }).props.spec.produce().a = {};
    object.toJson().spec.a.b = 'd';
    expect(object.toJson().spec).toEqual({ a: { b: 'c' } });
  });

  test('says where it differs, what is there and what was checked', () => {
    expect(said(emitted({ spec: { a: 'b' } }), [JsonPatch.replace('/spec/a', 'c')])).toMatchObject({
      code: 'PATCHED_OUTPUT',
      option: 'ConfigMap a at "/spec/a"',
      path: 'chart/A',
      found: '"c"',
      expected: '"b", as it was checked',
    });
  });

  test.each([
    ['a: 1\nb: 2\n', 'a: 1\nb: 3\n', 'line 2', '"b: 2"'],
    ['a: 1\nb: 2', 'a: 1', 'line 2', '"b: 2"'],
    ['a: 1', 'a: 1\nb: 2', 'line 2', 'nothing there'],
    ['a: 1\nb: 2\n', '', 'line 1', '"a: 1"'],
  ])('says which line of %j differs', (checked, written, line, expected) => {
    expect(said(emitted({ data: { 'a.yaml': checked } }), [JsonPatch.replace('/data/a.yaml', written)])).toMatchObject({
      option: `ConfigMap a at "/data/a.yaml", ${line}`,
      expected: `${expected}, as it was checked`,
    });
  });

  test('never shows what a patch wrote into data, which may be a password', () => {
    const object = emitted({ data: { a: 'b' } });
    object.addJsonPatch(JsonPatch.add('/data/password', 'hunter2'));
    object.addJsonPatch(JsonPatch.add('/data/a', 'hunter2\nhunter2'));
    const found = JSON.stringify(refusalOf(() => object.toJson()));
    expect(found).toContain('<redacted>');
    expect(found).not.toContain('hunter2');
    const problems = Emitted.problems(object, { ...object, data: { a: 'hunter2', password: 'hunter2' } });
    expect(problems.map(messageOf).join()).not.toContain('hunter2');
  });
});

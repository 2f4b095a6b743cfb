import { metadataAnnotations, metadataLabels } from '../../../src/core/objects/metadata-maps';
import { codeOf } from '../../support/refusal';

describe('labels', () => {
  test('are keys and values as Kubernetes takes them, the value perhaps empty', () => {
    const labels = { app: 'temporal', 'example.com/tier': '', constructor: 'x' };
    expect(metadataLabels(labels, 'labels')).toEqual(labels);
  });

  test.each([
    [{ '': 'x' }, 'INVALID_VALUE'],
    [{ 'a/b/c': 'x' }, 'INVALID_NAME'],
    [{ 'Example.com/a': 'x' }, 'INVALID_NAME'],
    [{ [`${'a'.repeat(64)}`]: 'x' }, 'INVALID_NAME'],
    [{ a: 'x y' }, 'INVALID_NAME'],
    [{ a: 'x'.repeat(64) }, 'INVALID_NAME'],
    [{ a: '-x' }, 'INVALID_NAME'],
    [{ a: 1 }, 'WRONG_TYPE'],
    ['app=temporal', 'WRONG_TYPE'],
  ])('are refused as %j', (labels, code) => {
    expect(codeOf(() => metadataLabels(labels, 'labels'))).toBe(code);
  });
});

describe('annotations', () => {
  test('have keys as labels have, and any text on one line', () => {
    const annotations = { 'example.com/note': 'any text: {"a": 1}', empty: '' };
    expect(metadataAnnotations(annotations, 'annotations')).toEqual(annotations);
  });

  test.each([
    [{ 'a b': 'x' }, 'INVALID_NAME'],
    [{ a: 'x'.repeat(256 * 1024) }, 'OUT_OF_RANGE'],
    [{ a: '\u0000' }, 'UNSAFE_TEXT'],
    [{ a: null }, 'WRONG_TYPE'],
  ])('are refused as %#', (annotations, code) => {
    expect(codeOf(() => metadataAnnotations(annotations, 'annotations'))).toBe(code);
  });
});

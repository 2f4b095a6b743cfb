import * as util from 'node:util';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { ConfigMap, Secret } from 'cdk8s-plus-27';
import { SecretRef } from '../../src/secrets/secret-ref';
import { codeOf, refusalOf } from '../support/refusal';

const chartIn = (namespace?: string) => new Chart(Testing.app(), 'chart', { namespace });

describe('a SecretRef', () => {
  const ref = SecretRef.existing('auth', 'api-key');

  // biome-ignore-start lint/style/useTemplate: each way to make text of it is tried
  test.each<[string, () => unknown]>([
    ['String()', () => String(ref)],
    ['a template literal', () => `${ref}`],
    ['joining it to a text', () => 'Bearer ' + ref],
    ['comparing it with a text', () => (ref as unknown as string) < 'a'],
    ['arithmetic', () => +ref],
    ['toString()', () => ref.toString()],
    ['toLocaleString()', () => ref.toLocaleString()],
    ['valueOf()', () => ref.valueOf()],
    ['JSON.stringify()', () => JSON.stringify(ref)],
    ['JSON.stringify() of what holds it', () => JSON.stringify({ a: [ref] })],
    ['joining a list', () => [ref, ref].join()],
    ['a key of an object', () => ({ [ref as never]: 1 })],
    ['a text of util.format', () => util.format('%s', ref)],
  ])('K19 cannot be made a text by %s', (_, attempt) => {
    expect(codeOf(attempt)).toBe('SECRET_AS_TEXT');
  });
  // biome-ignore-end lint/style/useTemplate: the end

  test.each<[string, (value: unknown) => string]>([
    ['util.inspect', (value) => util.inspect(value)],
    [
      'util.inspect with everything shown',
      (value) => util.inspect(value, { showHidden: true, depth: null, getters: true }),
    ],
    ['what console.log writes', (value) => util.format(value)],
    ['an Error that holds it', (value) => util.inspect(Object.assign(new Error('x'), { value }))],
  ])('K19 is shown redacted by %s', (_, show) => {
    for (const shown of [show(ref), show({ ref }), show([ref])]) {
      expect(shown).toContain('SecretRef(<redacted>)');
      expect(shown).not.toContain('api-key');
    }
  });

  test('K19 fails synthesis with its code where a manifest holds it', () => {
    const chart = chartIn('temporal');
    new ApiObject(chart, 'A', { apiVersion: 'v1', kind: 'ConfigMap', data: { key: ref } } as never);
    expect(() => Testing.synth(chart)).toThrow(/\[SECRET_AS_TEXT\]/);
  });

  test('K19 fails synthesis with its code where an annotation holds it', () => {
    const chart = chartIn('temporal');
    new ApiObject(chart, 'A', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { annotations: { key: ref as never } },
    });
    expect(() => Testing.synth(chart)).toThrow(/\[SECRET_AS_TEXT\]/);
  });

  test('cannot be pointed elsewhere afterwards', () => {
    expect(codeOf(() => Object.assign(ref, { secretName: 'other' }))).toBe('INVALID_VALUE');
    expect(ref.secretName).toBe('auth');
  });
});

describe('SecretRef.existing', () => {
  test('names a Secret and a key, in the namespace of whoever uses it', () => {
    const { secretName, key, kubernetesNamespace } = SecretRef.existing('auth', 'tls.crt');
    expect([secretName, key, kubernetesNamespace]).toEqual(['auth', 'tls.crt', undefined]);
  });

  test.each([
    ['Auth', 'key', 'INVALID_NAME'],
    ['auth', 'a key', 'INVALID_NAME'],
    ['auth', '..data', 'INVALID_NAME'],
    ['auth', '__proto__', 'UNSAFE_KEY'],
    ['auth', '{{ .x }}', 'UNSAFE_TEXT'],
    [undefined, 'key', 'MISSING_OPTION'],
    ['auth', undefined, 'MISSING_OPTION'],
    [{ secretName: 'auth' }, 'key', 'WRONG_TYPE'],
  ])('K11 K15 refuses %j and %j', (name, key, code) => {
    expect(codeOf(() => SecretRef.existing(name as string, key as string))).toBe(code);
  });
});

describe('SecretRef.fromSecret', () => {
  test('takes name and namespace of a Secret of the user', () => {
    const secret = new Secret(chartIn('temporal'), 'A', { metadata: { name: 'auth' } });
    expect(SecretRef.fromSecret(secret, 'key')).toMatchObject({
      secretName: 'auth',
      key: 'key',
      kubernetesNamespace: 'temporal',
    });
  });

  test('takes the namespace that a Secret has of its own, not that of its chart', () => {
    const secret = new Secret(chartIn('temporal'), 'A', { metadata: { name: 'auth', namespace: 'payments' } });
    expect(SecretRef.fromSecret(secret, 'key').kubernetesNamespace).toBe('payments');
  });

  test('takes a reference to a Secret of the cluster, in the namespace of its chart', () => {
    const secret = Secret.fromSecretName(chartIn('temporal'), 'A', 'auth');
    expect(SecretRef.fromSecret(secret, 'key')).toMatchObject({ secretName: 'auth', kubernetesNamespace: 'temporal' });
  });

  test('refuses a Secret that is in no namespace', () => {
    const secret = Secret.fromSecretName(chartIn(), 'A', 'auth');
    expect(codeOf(() => SecretRef.fromSecret(secret, 'key'))).toBe('MISSING_NAMESPACE');
  });

  test('F03 refuses what is no Secret', () => {
    const other = new ConfigMap(chartIn('temporal'), 'A', { metadata: { name: 'auth' } });
    for (const value of [other, { name: 'auth', kind: 'Secret' }, 'auth', undefined]) {
      expect(refusalOf(() => SecretRef.fromSecret(value as never, 'key'))).toMatchObject({
        code: 'WRONG_TYPE',
        option: 'SecretRef.fromSecret.secret',
        value: '<redacted>',
      });
    }
  });
});

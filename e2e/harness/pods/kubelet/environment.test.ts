import { environmentOf, expand } from './environment';
import type { ObjectGetter } from './objects';
import type { EnvVar, Pod } from './pod-spec';

const getter: ObjectGetter = {
  secret: async (_namespace, name) =>
    name === 'db' ? { data: { password: Buffer.from('s3cret').toString('base64') } } : undefined,
  configMap: async (_namespace, name) => (name === 'ui' ? { data: { ADDRESS: 'frontend:7233' } } : undefined),
};

function environment(...env: EnvVar[]): Promise<Readonly<Record<string, string>>> {
  const container = { name: 'main', image: 'i', env };
  const pod: Pod = { metadata: { name: 'ui', namespace: 'temporal' }, spec: { containers: [container] } };
  return environmentOf(getter, pod, container, '10.30.1.7');
}

test('values come from text, Secrets, ConfigMaps and the pod itself', async () => {
  expect(
    await environment(
      { name: 'A', value: 'text' },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      { name: 'C', valueFrom: { configMapKeyRef: { name: 'ui', key: 'ADDRESS' } } },
      { name: 'D', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ),
  ).toEqual({ A: 'text', B: 's3cret', C: 'frontend:7233', D: '10.30.1.7' });
});

test('$(NAME) means an earlier variable, and stays as it is otherwise', async () => {
  const variables = await environment({ name: 'A', value: '1' }, { name: 'B', value: '$(A)-$(C)-$$(A)' });
  expect(variables.B).toBe('1-$(C)-$(A)');
  expect(expand('$HOME', {})).toBe('$HOME');
});

test.each<[string, EnvVar, string]>([
  ['a missing Secret', { name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'k' } } }, 'secret "x" not found'],
  [
    'a missing key',
    { name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'k' } } },
    'couldn\'t find key k in secret "db"',
  ],
  [
    'an unknown field',
    { name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
    'fieldRef status.hostIP',
  ],
])('%s keeps the container from starting', async (_name, variable, message) => {
  await expect(environment(variable)).rejects.toThrow(message);
});

test('an optional key that is missing leaves the variable unset', async () => {
  expect(
    await environment({ name: 'A', valueFrom: { configMapKeyRef: { name: 'x', key: 'k', optional: true } } }),
  ).toEqual({});
});

import { createHash } from 'node:crypto';
import type { Policy } from '../../../src/enforcement/policy/policy';
import { policyFiles, policyHash } from '../../../src/enforcement/policy/shards';

const ids = Array.from({ length: 60 }, (_, index) => `user-${index}`);
const policy: Policy = {
  version: 1,
  server: '1.32.2',
  permissions: ['temporal:workflow:list'],
  temporalNamespaces: ['payments'],
  roles: { reader: { allow: ['temporal:workflow:list'], places: '*' } },
  users: Object.fromEntries(ids.map((id) => [id, { roles: ['reader'], places: '*' }])),
  services: {},
  groups: {},
  certificates: [],
};

const read = (count: number) => {
  const { index, shards } = policyFiles(policy, count);
  return { index: JSON.parse(index.text), shards, parts: shards.map(({ text }) => JSON.parse(text)) };
};

describe('the files of a policy', () => {
  test.each([1, 3, 64])('are %i shards that together are the policy', (count) => {
    const { parts } = read(count);
    const [{ version, server, permissions, temporalNamespaces, certificates }, ...others] = parts;
    const spread = (kind: string) => Object.assign({}, ...parts.map((part) => part[kind]));
    const whole = { version, server, permissions, temporalNamespaces, certificates };
    expect({ ...whole, roles: spread('roles'), users: spread('users'), services: {}, groups: {} }).toEqual(policy);
    expect(others.every((part) => part.version === undefined)).toBe(true);
    const used = parts.filter(({ users }) => Object.keys(users).length > 0);
    expect(used.length).toBeGreaterThanOrEqual(Math.min(count, 3));
    expect(parts.flatMap(({ users }) => Object.keys(users)).sort()).toEqual([...ids].sort());
  });

  test('have an index with the hash of each and of the whole', () => {
    const { index, shards } = read(3);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(index).toEqual({
      version: 1,
      policy: policyHash(policy),
      shards: shards.map(({ name, text }) => ({ file: name, sha256: sha256(text) })),
    });
    expect(shards.map(({ name }) => name)).toEqual(['policy-0.json', 'policy-1.json', 'policy-2.json']);
  });

  test('keep everybody where they are when somebody comes or goes', () => {
    const without = { ...policy, users: Object.fromEntries(Object.entries(policy.users).slice(1)) };
    const changed = policyFiles(without, 8).shards.filter(
      ({ text }, shard) => text !== policyFiles(policy, 8).shards[shard].text,
    );
    expect(changed).toHaveLength(1);
  });
});

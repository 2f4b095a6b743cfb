import { serverModel } from '../../src/stack/server-model';
import type { TemporalAuthStackProps } from '../../src/stack/stack-props';

const model = (props: Partial<TemporalAuthStackProps>) => serverModel(props as TemporalAuthStackProps);

describe('the server as declared', () => {
  test('is the newest one that is tested, with 512 history shards, where nothing is said', () => {
    expect(model({})).toEqual({
      version: '1.32.2',
      missingFixes: [],
      acknowledgedFixes: {},
      numHistoryShards: 512,
    });
  });

  test('lacks what its version lacks', () => {
    const old = model({
      serverVersion: '1.31.4',
      acknowledgedFixes: { 'compute-config': 'none' },
      numHistoryShards: 4,
    });
    expect(old).toMatchObject({
      version: '1.31.4',
      acknowledgedFixes: { 'compute-config': 'none' },
      numHistoryShards: 4,
    });
    expect(old.missingFixes.map(({ id }) => id)).toEqual(['compute-config']);
  });
});

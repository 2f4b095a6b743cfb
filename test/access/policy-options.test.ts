import { Duration } from 'cdk8s';
import { Enforcement } from '../../src/access/enforcement';
import { DecisionLog, MOST_SHARDS, PolicyConfigMaps, type PolicyOptions } from '../../src/access/policy-options';
import { refusalOf } from '../support/refusal';

const modelOf = (options?: PolicyOptions) => Enforcement.policy(options)._model;

describe('the options of the policy server', () => {
  test('are one ConfigMap, five minutes, the last good policy after them, and a log of denials where none is given', () => {
    const expected = {
      kind: 'policy',
      shards: 1,
      namedByContent: false,
      staleness: { seconds: 300, failClosed: false },
      decisionLog: 'denied',
    };
    expect(modelOf()).toEqual(expected);
    expect(modelOf({})).toEqual(expected);
  });

  test('are all in the model', () => {
    const options = {
      groupsClaimName: 'https://example.com/groups',
      shards: MOST_SHARDS,
      staleness: Duration.days(1),
      denyWhenStale: true,
      configMaps: PolicyConfigMaps.BY_CONTENT_HASH,
      metricsPort: 65_535,
    };
    expect(modelOf({ ...options, decisionLog: DecisionLog.ALL })).toEqual({
      kind: 'policy',
      groupsClaimName: 'https://example.com/groups',
      shards: 64,
      namedByContent: true,
      staleness: { seconds: 86_400, failClosed: true },
      decisionLog: 'all',
      metricsPort: 65_535,
    });
    expect(modelOf({ decisionLog: DecisionLog.OFF })).toMatchObject({ decisionLog: 'off' });
  });

  test.each<[object, string, string]>([
    [{ groupsClaimName: '' }, 'INVALID_VALUE', 'groupsClaimName'],
    [{ groupsClaimName: 'realm_access.groups' }, 'INVALID_VALUE', 'groupsClaimName'],
    [{ groupsClaimName: 'sub' }, 'INVALID_VALUE', 'groupsClaimName'],
    [{ shards: 0 }, 'OUT_OF_RANGE', 'shards'],
    [{ shards: 65 }, 'OUT_OF_RANGE', 'shards'],
    [{ shards: '2' }, 'WRONG_TYPE', 'shards'],
    [{ configMaps: 'content' }, 'INVALID_VALUE', 'configMaps'],
    [{ staleness: 300 }, 'WRONG_TYPE', 'staleness'],
    [{ staleness: Duration.seconds(9) }, 'OUT_OF_RANGE', 'staleness'],
    [{ staleness: Duration.seconds(86_401) }, 'OUT_OF_RANGE', 'staleness'],
    [{ denyWhenStale: 'true' }, 'WRONG_TYPE', 'denyWhenStale'],
    [{ decisionLog: 'all' }, 'INVALID_VALUE', 'decisionLog'],
    [{ decisionLog: true }, 'WRONG_TYPE', 'decisionLog'],
    [{ metricsPort: 80 }, 'OUT_OF_RANGE', 'metricsPort'],
    [{ metricsPort: 65_536 }, 'OUT_OF_RANGE', 'metricsPort'],
    [{ shard: 2 }, 'UNKNOWN_OPTION', 'shard'],
  ])('F02 F03 refuse %j with %s', (options, code, option) => {
    expect(refusalOf(() => modelOf(options))).toMatchObject({ code, option: `PolicyOptions.${option}` });
  });
});

import { Duration } from 'cdk8s';
import { bool, duration, integer, oneOf, optional, readOptions } from '../core/guards';
import type { PolicyModel } from './model';
import { policyServerImage } from './server-image';
import { topLevelClaim } from './top-level-claim';

/** What the policy server writes of its decisions into its log; never a token. */
export enum DecisionLog {
  /** Nothing. */
  OFF = 'OFF',
  /** What is denied. */
  DENIED = 'DENIED',
  /** Every decision. */
  ALL = 'ALL',
}

/** How the ConfigMaps of the policy are called, and with that what becomes of the server's pods where the policy changes. */
export enum PolicyConfigMaps {
  /** Their names stay: a running server reads the changed policy, and no pod is replaced. */
  IN_PLACE = 'IN_PLACE',
  /** Their names end in a hash of what they hold, which never changes: the pods are replaced, and rolled back with their policy. */
  BY_CONTENT_HASH = 'BY_CONTENT_HASH',
}

/** Options of the policy server. */
export interface PolicyOptions {
  /**
   * The image of the policy server, with its tag or digest. `serverImage` of the stack gives it to workloads, and a container with the server's files that
   * runs another is refused.
   *
   * @default - none: `serverImage` is refused, and so are Temporal's own images in such containers
   */
  readonly image?: string;
  /**
   * The claim of a token that lists the groups of its subject: a member of the token's top level, a list of texts.
   *
   * @default - groups count for nothing, and binding one is refused
   */
  readonly groupsClaimName?: string;
  /**
   * Over how many ConfigMaps the policy is spread, 1 to 64. Who is in which of them changes with this number alone.
   *
   * @default 1
   */
  readonly shards?: number;
  /**
   * How the ConfigMaps of the policy are called: whether a change of it reaches running servers, or new pods.
   *
   * @default PolicyConfigMaps.IN_PLACE
   */
  readonly configMaps?: PolicyConfigMaps;
  /**
   * How long the server decides by the last policy that it could read, where what lies there now is damaged or gone; 10 seconds to a day.
   *
   * @default Duration.minutes(5)
   */
  readonly staleness?: Duration;
  /**
   * Whether the server denies every call once the policy is staler than that. It logs and counts a stale policy in any case.
   *
   * @default false
   */
  readonly denyWhenStale?: boolean;
  /**
   * What is logged of the decisions.
   *
   * @default DecisionLog.DENIED
   */
  readonly decisionLog?: DecisionLog;
  /**
   * The port at which the frontend's pods give the figures of their decisions to Prometheus.
   *
   * @default - none
   */
  readonly metricsPort?: number;
}

/** The most ConfigMaps of a policy. */
export const MOST_SHARDS = 64;

/** Reads the options of the policy server. Throws `INVALID_VALUE`, `OUT_OF_RANGE`, `WRONG_TYPE`, `UNKNOWN_OPTION`. */
export function readPolicyOptions(options: PolicyOptions | undefined): PolicyModel {
  const read = readOptions<PolicyOptions>('PolicyOptions', options, {
    image: optional(policyServerImage),
    groupsClaimName: optional(topLevelClaim),
    shards: optional(integer(1, MOST_SHARDS)),
    configMaps: optional(oneOf(Object.values(PolicyConfigMaps), 'a PolicyConfigMaps')),
    staleness: optional(duration(Duration.seconds(10), Duration.days(1))),
    denyWhenStale: optional(bool),
    decisionLog: optional(oneOf(Object.values(DecisionLog), 'a DecisionLog')),
    metricsPort: optional(integer(1024, 65_535)),
  });
  const {
    image,
    groupsClaimName,
    shards = 1,
    configMaps,
    staleness,
    denyWhenStale = false,
    decisionLog,
    metricsPort,
  } = read;
  return {
    kind: 'policy',
    image,
    groupsClaimName,
    shards,
    namedByContent: configMaps === PolicyConfigMaps.BY_CONTENT_HASH,
    staleness: { seconds: staleness?.toSeconds() ?? 300, failClosed: denyWhenStale },
    decisionLog: LOGS[decisionLog ?? DecisionLog.DENIED],
    metricsPort,
  };
}

const LOGS = { [DecisionLog.OFF]: 'off', [DecisionLog.DENIED]: 'denied', [DecisionLog.ALL]: 'all' } as const;

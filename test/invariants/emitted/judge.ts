import type { KubeObject } from '../../gen/program';
import { type EmittedRule, evidenceOf } from './evidence';
import type { Facts } from './facts';
import { authorization, claims } from './rules/authorization';
import { callers, database, peers, tenants } from './rules/callers';
import { approvals, chains, usages } from './rules/chains';
import { keyPairs, listeners } from './rules/listeners';
import { authorityKeys, deliveries, holders, keys, paths, unread } from './rules/mounts';
import { accounts, once, rights, scans } from './rules/objects';

/** What holds in the manifests of every accepted program; each has objects that break it in `judge.test.ts`. */
export const EMITTED_RULES: readonly EmittedRule[] = [
  chains,
  usages,
  approvals,
  listeners,
  keyPairs,
  peers,
  callers,
  database,
  tenants,
  authorization,
  claims,
  paths,
  keys,
  deliveries,
  unread,
  authorityKeys,
  holders,
  once,
  rights,
  accounts,
  scans,
];

/** What is wrong with written objects, `rule: what`. It reads nothing but them and what their program says of the cluster. */
export function judge(objects: readonly KubeObject[], facts: Facts): string[] {
  const evidence = evidenceOf(objects, facts);
  return EMITTED_RULES.flatMap(({ id, find }) => find(evidence).map((what) => `${id}: ${what}`));
}

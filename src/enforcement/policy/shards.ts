import { createHash } from 'node:crypto';
import { POLICY_VERSION, type Policy } from './policy';
import { policyText, writtenPolicy } from './written-policy';

/** Members of a policy that are spread over shards, by the name of each of their members. */
const SPREAD = ['roles', 'users', 'services', 'groups'] as const;

/** A file of the policy server's policy folder. */
export interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of a policy: shards, and an index of their hashes by which the server tells a whole policy from half of one. Whoever is in
 * a shard stays in it as long as there are as many shards, so that a change touches the file of one.
 */
export function policyFiles(
  policy: Policy,
  shards: number,
): { readonly index: PolicyFile; readonly shards: readonly PolicyFile[] } {
  const written = writtenPolicy(policy);
  const { version, server, permissions, temporalNamespaces, certificates } = written;
  const files = Array.from({ length: shards }, (_, shard): PolicyFile => {
    const spread = SPREAD.map((kind) => [kind, ofShard(written[kind], shard, shards)] as const);
    const head = shard === 0 ? { version, server, permissions, temporalNamespaces, certificates } : {};
    return { name: shardName(shard), text: JSON.stringify({ ...head, ...Object.fromEntries(spread) }) };
  });
  const index = {
    version: POLICY_VERSION,
    policy: policyHash(policy),
    shards: files.map(({ name, text }) => ({ file: name, sha256: sha256(text) })),
  };
  return { index: { name: INDEX_FILE, text: JSON.stringify(index) }, shards: files };
}

/** The file that names the shards. */
const INDEX_FILE = 'index.json';

/** The name of a shard's file. */
function shardName(shard: number): string {
  return `policy-${shard}.json`;
}

/** The hash of a policy's canonical text, in hexadecimal, by which two policies are compared. */
export function policyHash(policy: Policy): string {
  return sha256(policyText(policy));
}

/** The members of which a stable hash of the name gives the shard. */
function ofShard(members: Readonly<Record<string, unknown>>, shard: number, shards: number): Record<string, unknown> {
  const own = Object.entries(members).filter(([name]) => shards === 1 || shardOf(name, shards) === shard);
  return Object.fromEntries(own);
}

function shardOf(name: string, shards: number): number {
  return createHash('sha256').update(name).digest().readUInt32BE() % shards;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

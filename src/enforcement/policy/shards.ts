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
  const spread = SPREAD.map((kind) => [kind, spreadOver(written[kind], shards)] as const);
  const files = Array.from({ length: shards }, (_, shard): PolicyFile => {
    const own = Object.fromEntries(spread.map(([kind, parts]) => [kind, parts[shard]]));
    const head = shard === 0 ? { version, server, permissions, temporalNamespaces, certificates } : {};
    return { name: shardName(shard), text: JSON.stringify({ ...head, ...own }) };
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

/** The members by shard: a stable hash of its name, made once, says where each lies. */
function spreadOver(members: Readonly<Record<string, unknown>>, shards: number): readonly object[] {
  const parts = Array.from({ length: shards }, (): [string, unknown][] => []);
  for (const member of Object.entries(members)) parts[shardOf(member[0], shards)].push(member);
  return parts.map((part) => Object.fromEntries(part));
}

function shardOf(name: string, shards: number): number {
  if (shards === 1) return 0;
  return createHash('sha256').update(name).digest().readUInt32BE() % shards;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

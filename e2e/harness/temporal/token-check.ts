import { execFileSync } from 'node:child_process';
import { componentPath } from '../cache';

/** A token that comes to a server whose key source answers a text. */
export interface TokenRequest {
  readonly jwks: string;
  readonly token: string;
  readonly audience: string;
}

/** What Temporal's own key provider and claim mapper make of it. */
export interface TokenAnswer {
  /** Why the provider holds none of the set's keys; empty where it loaded them. */
  readonly keysLost: string;
  /** Why the token is refused; empty where it is not. */
  readonly refused: string;
  /** Bits of the server: 1 worker, 2 reader, 4 writer, 8 admin. */
  readonly system: number;
  /** The same in each Temporal namespace. */
  readonly namespaces: Readonly<Record<string, number>> | null;
}

/** Asks the server's own code about tokens, each with a key set of its own. */
export function checkTokens(requests: readonly TokenRequest[]): TokenAnswer[] {
  const program = componentPath('temporal', 'bin', 'tokencheck');
  return JSON.parse(execFileSync(program, { input: JSON.stringify(requests), encoding: 'utf8' }));
}

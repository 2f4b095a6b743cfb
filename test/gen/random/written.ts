import type { CertificateAuthority } from 'cdk8s-temporal-auth';
import type { Facts } from '../../invariants/emitted/facts';
import { objectsOf } from '../../support/example';
import { synthesis } from '../../support/synthesis';
import type { KubeObject } from '../program';
import type { Choices } from './choices';
import { RandomProgram } from './program';
import type { RandomServer } from './server';

/** A random program as it was written, or what it was refused for. */
export interface Written {
  readonly objects: readonly KubeObject[];
  readonly facts?: Facts;
  /** The codes of the errors; none where it was accepted. */
  readonly refused: readonly string[];
  /** What was thrown that is no refusal. */
  readonly crashed: string;
}

/**
 * Runs the program of a choice.
 *
 * @param change what somebody adds to its first server before it is written
 * @param local the authority of a certificate store that is made already
 */
export function written(
  choice: Choices,
  change: (server: RandomServer) => void = () => undefined,
  local?: CertificateAuthority,
): Written {
  let facts: Facts | undefined;
  const result = synthesis((outdir) => {
    const program = new RandomProgram(choice, outdir, local);
    change(program.servers[0]);
    program.app.synth();
    facts = program.facts;
  });
  const refused = [...new Set([...result.error.matchAll(/\[([A-Z][A-Z_]+)\] /g)].map(([, code]) => code))];
  return {
    objects: objectsOf(result),
    ...(facts && { facts }),
    refused,
    crashed: refused.length === 0 ? result.error : '',
  };
}

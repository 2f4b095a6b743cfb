import { resolve } from 'node:path';
import { replacePublicFile } from '../../certificate-store/public-file';
import { renderPolicyTable } from '../../enforcement/policy/policy-table';
import { EXIT, type Terminal } from '../terminal';
import { type PolicySource, policyOfSource } from './source';

/** Options of `policy compile`. */
export interface CompileOptions extends PolicySource {
  readonly out?: string;
}

/** Says what is in a policy that can be read. */
export function check(source: PolicySource, terminal: Terminal): number {
  const policy = policyOfSource(source);
  const { server, temporalNamespaces, ...spread } = policy._policy;
  const counts = (['roles', 'users', 'services', 'groups'] as const).map(
    (kind) => `${Object.keys(spread[kind]).length} ${kind}`,
  );
  terminal.out(
    `policy ${policy.hash}, for Temporal ${server}: ${counts.join(', ')}, ${temporalNamespaces.length} Temporal namespaces\n`,
  );
  return EXIT.done;
}

/** Prints roles and holders. */
export function table(source: PolicySource, terminal: Terminal): number {
  terminal.out(renderPolicyTable(policyOfSource(source)._policy));
  return EXIT.done;
}

/** Writes the policy, whole or not at all. */
export async function compile({ out, ...source }: CompileOptions, terminal: Terminal): Promise<number> {
  const text = `${policyOfSource(source).toJson()}\n`;
  if (out === undefined) terminal.out(text);
  else await replacePublicFile(resolve(out), text);
  return EXIT.done;
}

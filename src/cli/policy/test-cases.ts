import { AuthError, refuse } from '../../core/errors';
import { readNamedFile } from '../../core/files/named-file';
import { bool, listOf, nonEmpty, optional, options, text } from '../../core/guards';
import type { CompiledPolicy } from '../../enforcement/policy/compiled-policy';
import { EXIT, jsonText, type Terminal, table } from '../terminal';
import { type PolicySource, policyOfSource } from './source';

/** Options of `policy test`. */
export interface TestOptions extends PolicySource {
  readonly json?: boolean;
}

/** What a user expects of one call. */
interface PolicyCase {
  readonly user?: string;
  readonly service?: string;
  readonly groups?: string[];
  readonly api: string;
  readonly temporalNamespace?: string;
  readonly request?: unknown;
  readonly allowed: boolean;
}

const readCases = options<{ readonly cases: PolicyCase[] }>({
  cases: nonEmpty(
    listOf(
      options<PolicyCase>({
        user: optional(text()),
        service: optional(text()),
        groups: optional(listOf(text())),
        api: text('the name of an API'),
        temporalNamespace: optional(text()),
        request: (value) => value,
        allowed: bool,
      }),
    ),
    'Say what is expected of at least one call.',
  ),
});

/** Decides every case of a file, and tells those that come out otherwise than expected. */
export function test(file: string, { json, ...source }: TestOptions, terminal: Terminal): number {
  const { cases } = readCases(yamlOf(file), file);
  const policy = policyOfSource(source);
  const wrong = cases.flatMap((one, index) => outcome(policy, one, index));
  if (json) terminal.out(jsonText({ cases: cases.length, wrong }));
  else if (wrong.length === 0) terminal.out(`${cases.length} cases, each decided as expected\n`);
  else {
    const rows = wrong.map(({ index, subject, api, expected, why }) => [String(index), subject, api, expected, why]);
    terminal.out(table([['CASE', 'WHO', 'API', 'EXPECTED', 'BUT'], ...rows]));
  }
  return wrong.length === 0 ? EXIT.done : EXIT.failed;
}

function outcome(policy: CompiledPolicy, one: PolicyCase, index: number) {
  const { user, service, groups, api, temporalNamespace, request, allowed } = one;
  const call = { api, temporalNamespace, ...(request !== undefined && { request }) };
  const { subject, ...decided } = policy.explain({ user, service, groups }, call);
  if (decided.allowed === allowed) return [];
  return [{ index, subject, api, expected: allowed ? 'allowed' : 'denied', why: decided.why }];
}

function yamlOf(file: string): unknown {
  try {
    return (require('yaml') as typeof import('yaml')).parse(readNamedFile(file).toString('utf8'));
  } catch (error) {
    if (error instanceof AuthError) throw error;
    // The reader of YAML throws errors of its own, and plain ones for aliases.
    return refuse('INVALID_VALUE', {
      option: file,
      expected: 'YAML or JSON',
      fix: `Correct it: ${(error as Error).message.split('\n')[0]}`,
    });
  }
}

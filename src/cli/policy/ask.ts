import { refuse } from '../../core/errors';
import { readNamedFile } from '../../core/files/named-file';
import type { PolicyCall } from '../../enforcement/policy/compiled-policy';
import { EXIT, jsonText, type Terminal, table } from '../terminal';
import { type PolicySource, policyOfSource } from './source';

/** Options of `policy explain` and `policy who-can`. */
export interface ExplainOptions extends PolicySource {
  readonly user?: string;
  readonly service?: string;
  readonly group?: string[];
  /** A file with the request. */
  readonly request?: string;
  readonly json?: boolean;
}

/** Says whether somebody may make a call. */
export function explain(
  api: string,
  temporalNamespace: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): number {
  const { user, service, group, request, json, ...source } = options;
  const explanation = policyOfSource(source).explain(
    { user, service, groups: group },
    callOf(api, temporalNamespace, request),
  );
  const { subject, allowed, why } = explanation;
  terminal.out(json ? jsonText(explanation) : `${allowed ? 'allowed' : 'denied'} to ${subject}: ${why}\n`);
  return allowed ? EXIT.done : EXIT.failed;
}

/** Lists everybody who may make a call. */
export function whoCan(
  api: string,
  temporalNamespace: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): number {
  const { request, json, ...source } = options;
  const found = policyOfSource(source).whoCan(callOf(api, temporalNamespace, request));
  if (json) terminal.out(jsonText(found));
  else if (found.length === 0) terminal.out('nobody\n');
  else terminal.out(table([['WHO', 'WHY'], ...found.map(({ subject, why }) => [subject, why])]));
  return EXIT.done;
}

function callOf(api: string, temporalNamespace: string | undefined, request: string | undefined): PolicyCall {
  return { api, temporalNamespace, ...(request !== undefined && { request: jsonOf(request) }) };
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readNamedFile(file).toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('INVALID_VALUE', {
      option: file,
      expected: "a request in protobuf's JSON",
      fix: `Correct it: ${error.message}`,
    });
  }
}

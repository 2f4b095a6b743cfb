import type { Construct } from 'constructs';
import { SubjectKind, subjectKey, subjectName } from '../access/subject';
import { effects } from '../core/effects';
import { besideValidation } from '../core/objects/validate-once';
import { writtenIn } from '../core/objects/written';
import { type Problem, Severity } from '../core/problem';
import type { Caller } from '../enforcement/mode';
import type { AuthModel } from '../model/auth-model';
import { authorityName } from '../pki/model/authority';

/** Callers that are listed one by one; a company's hundreds stand in the permission table, and in the page of `report`. */
const LISTED_CALLERS = 12;

/** What a summary says of one stack. */
interface Summarized {
  readonly model: AuthModel;
  readonly problems: readonly Problem[];
  /** Throws where a problem is an error. */
  callers(): readonly Caller[];
}

/** By the path of each stack, what its last synthesis made. */
const summaries = new Map<string, string[]>();

/**
 * Has the program print, when it ends well, what the synthesis of a stack made: at its end, since cdk8s validates anew for every
 * chart and writes after that.
 */
export function summarize(stack: Construct, summarized: () => Summarized): void {
  besideValidation(stack, (app) => {
    const { model, problems, callers } = summarized();
    if (problems.some(({ severity }) => severity === Severity.ERROR)) return;
    if (summaries.size === 0) effects.atEnd(printSummaries);
    const kinds = writtenIn(app).map(({ json }) => String(json.kind));
    summaries.set(stack.node.path, summaryLines(model, problems, callers(), kinds));
  });
}

function printSummaries(): void {
  for (const line of [...summaries.values()].flat()) effects.warn(line);
  summaries.clear();
}

function summaryLines(
  model: AuthModel,
  problems: readonly Problem[],
  callers: readonly Caller[],
  kinds: readonly string[],
): string[] {
  return [
    `${model.path}: Temporal ${model.server.version} at ${model.frontendAddress}`,
    `  objects: ${counted(kinds)}`,
    `  authorities: ${authorities(model)}`,
    ...callerLines(model, callers),
    `  findings: ${findings(problems)}`,
  ];
}

/** `2 Issuer, 1 Secret`: the most frequent first. */
function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return sorted.map(([name, count]) => `${count} ${name}`).join(', ') || 'none';
}

/** `self-signed (internode, frontend), vault (clients)`. */
function authorities({ pki }: AuthModel): string {
  const names = new Map<string, string[]>();
  for (const authority of pki.authorities) {
    names.set(authority.kind, [...(names.get(authority.kind) ?? []), authorityName(authority)]);
  }
  return [...names].map(([kind, of]) => `${kind} (${of.join(', ')})`).join(', ');
}

/** What each caller may do; services without a role are callers too, whom every call is denied. */
function callerLines({ services }: AuthModel, callers: readonly Caller[]): string[] {
  const bound = new Set(callers.map(({ subject }) => subjectKey(subject)));
  const unbound = services
    .map(({ name }) => ({ subject: { kind: SubjectKind.SERVICE, id: name }, may: '' }))
    .filter(({ subject }) => !bound.has(subjectKey(subject)));
  const all = [...callers, ...unbound];
  const lines = all
    .slice(0, LISTED_CALLERS)
    .map(({ subject, may }) => `  ${subjectName(subject)}: ${may || 'nothing'}`);
  const left = all.length - lines.length;
  return left === 0 ? lines : [...lines, `  and ${left} more, in permissionTable() and "npx temporal-auth report"`];
}

function findings(problems: readonly Problem[]): string {
  const accepted = problems.filter(({ acknowledged }) => acknowledged !== undefined);
  const open = problems.filter(({ acknowledged }) => acknowledged === undefined);
  return `accepted ${counted(accepted.map(({ code }) => code))}; open ${counted(open.map(({ code }) => code))}`;
}

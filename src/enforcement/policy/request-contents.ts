import { type ApiRow, requestOf } from '../../access/catalogue/api-row';
import type { FieldRule, MessageContents } from '../../access/catalogue/contents-table';
import { CONTENTS_TABLE } from '../../access/catalogue/contents-table.generated';
import { oncePer } from '../../core/derived';

/** A call of the frontend, as an authorizer sees it. */
export interface Call {
  /** The full gRPC name, for example `/temporal.api.workflowservice.v1.WorkflowService/StartWorkflowExecution`. */
  readonly api: string;
  /** The Temporal namespace that the request names; empty where it names none. */
  readonly temporalNamespace: string;
  /** The request in protobuf's JSON; absent where its contents are not known. */
  readonly request?: unknown;
  /** The full name of the request's message, where it is not the API's own. */
  readonly requestType?: string;
}

/** A permission that a call needs, and what the call names. */
export interface Need {
  readonly permission: string;
  /** Absent on the cluster; empty where the request does not name its Temporal namespace. */
  readonly temporalNamespace?: string;
  readonly taskQueue?: string;
  readonly workflowType?: string;
}

/**
 * All that a call needs, by the permissions of its API and by what its request carries; undefined where the request carries
 * something that nobody has judged, which is to be denied.
 */
export function needsOf(row: ApiRow, call: Call): readonly Need[] | undefined {
  if (typeof row.permissions === 'string') return undefined;
  const { own, contents } = requestOfApi(row);
  const given = call.requestType ?? own;
  if (given !== own) return otherNeeds(given, call);
  const place = row.scope === 'cluster' ? undefined : call.temporalNamespace;
  const isUnknown = call.request === undefined && contents?.fields === undefined;
  if (contents === undefined || isUnknown) return row.permissions.map((permission) => needAt(permission, place));
  if (!isRecord(call.request)) return undefined;
  return new Reader(place).request(contents, row.permissions, call.request);
}

/** The message that an API takes, and what it carries, if anything. */
const requestOfApi = oncePer((row: ApiRow) => {
  const own = requestOf(row);
  const contents: MessageContents | undefined = CONTENTS_TABLE.messages[own];
  return { own, contents };
});

/** A request under another API's name: every operation in it that is of this API and for this Temporal namespace. */
function otherNeeds(request: string, call: Call): readonly Need[] | undefined {
  const carried = CONTENTS_TABLE.otherApis[request];
  const operation = carried?.operations[call.api];
  if (operation === undefined || !isRecord(call.request)) return undefined;
  const all = call.request[carried.field];
  if (!Array.isArray(all)) return undefined;
  const meant = all
    .map((item) => (isRecord(item) ? item[operation.field] : undefined))
    .filter(isRecord)
    .filter((item) => item.namespace === call.temporalNamespace);
  const reader = new Reader(call.temporalNamespace);
  return meant.length === 0 ? undefined : joined(meant.map((item) => reader.message(operation.message, item)));
}

type Json = Readonly<Record<string, unknown>>;
type Needs = readonly Need[] | undefined;

/** Reads messages of a call in one Temporal namespace. */
class Reader {
  public constructor(private readonly place: string | undefined) {}

  /** The request of a call, which needs what its API needs. */
  public request(contents: MessageContents, needs: readonly string[], message: Json): Needs {
    if (!contents.whole) return this.judge({ ...contents, needs, namespace: undefined }, message);
    const carried = this.judge(contents, message);
    return carried?.length === 0 ? undefined : carried;
  }

  /** A message inside another one. */
  public message(name: string, message: Json): Needs {
    return this.judge(CONTENTS_TABLE.messages[name], message);
  }

  private judge(contents: MessageContents, message: Json): Needs {
    const named = contents.namespace === undefined ? undefined : message[contents.namespace];
    if (named !== undefined && typeof named !== 'string') return undefined;
    const reader = named ? new Reader(named) : this;
    const unnamed = (contents.oneofs ?? []).some(
      (group) => group.filter((field) => isGiven(message[field])).length !== 1,
    );
    if (unnamed) return undefined;
    const names = namesIn(contents, message);
    const of = (permissions: readonly string[]) =>
      permissions.map((permission) => ({ ...needAt(permission, reader.place), ...names }));
    const variants = new Set(contents.oneofs?.flat());
    const carried = Object.entries(contents.fields ?? {}).map(([field, rule]) => {
      const value = message[field];
      if (!isGiven(value)) return [];
      if (rule.present !== undefined) return variants.has(field) || isSet(value) ? of(rule.present) : [];
      return rule.judge === undefined ? enumNeeds(rule, value, of) : reader.each(rule.judge, value);
    });
    return joined([of(contents.needs ?? []), ...carried]);
  }

  private each(name: string, value: unknown): Needs {
    const items = Array.isArray(value) ? value : [value];
    return joined(items.map((item) => (isRecord(item) ? this.message(name, item) : undefined)));
  }
}

function needAt(permission: string, place: string | undefined): Need {
  return place === undefined ? { permission } : { permission, temporalNamespace: place };
}

function enumNeeds(rule: FieldRule, value: unknown, of: (permissions: readonly string[]) => readonly Need[]): Needs {
  const known = CONTENTS_TABLE.enums[rule.enum ?? ''];
  const found = (Array.isArray(value) ? value : [value]).map((one) =>
    known.find(({ name, number }) => one === name || one === number),
  );
  return joined(found.map((one) => one && of(one.needs)));
}

/** The task queue and the workflow type that a message names; a sticky queue counts as the normal one that its worker declares. */
function namesIn(
  { taskQueue, workflowType }: MessageContents,
  message: Json,
): Pick<Need, 'taskQueue' | 'workflowType'> {
  const queue = taskQueue === undefined ? undefined : message[taskQueue];
  const type = workflowType === undefined ? undefined : message[workflowType];
  return {
    ...nameAs('taskQueue', isRecord(queue) ? queue[isSticky(queue) ? 'normalName' : 'name'] : queue),
    ...nameAs('workflowType', isRecord(type) ? type.name : undefined),
  };
}

function nameAs<K extends string>(key: K, name: unknown): { readonly [key in K]?: string } {
  return typeof name === 'string' && name !== '' ? ({ [key]: name } as { [key in K]: string }) : {};
}

function isSticky({ kind }: Json): boolean {
  return kind === 'TASK_QUEUE_KIND_STICKY' || kind === 2;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Whether protobuf counts the value as set: neither zero nor empty. */
function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== '' && value !== 0 && value !== false;
}

function joined(parts: readonly Needs[]): Needs {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

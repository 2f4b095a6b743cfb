/**
 * What the messages of Temporal's API carry, by their full protobuf names. What no row names carries nothing. The reviewed table is
 * `contract/request-contents.json`, which the policy server reads too.
 */
export interface ContentsTable {
  readonly messages: Readonly<Record<string, MessageContents>>;
  readonly enums: Readonly<Record<string, readonly EnumValue[]>>;
  /**
   * By the name of a request: the APIs under whose names it reaches the authorizer as well, because it carries operations for other
   * Temporal namespaces.
   */
  readonly otherApis: Readonly<Record<string, CarriedApis>>;
}

/** One message. Names of fields are those of its JSON. */
export interface MessageContents {
  /** Whether it is nothing but what it carries: then it needs what that needs, and something must be in it. */
  readonly whole?: boolean;
  /** What whoever sends it inside another message needs; an API's own request needs what the catalogue says. */
  readonly needs?: readonly string[];
  /** The field that names its Temporal namespace; an empty one is that of the call. */
  readonly namespace?: string;
  /** The field that names its task queue: a text, or a TaskQueue, which names the normal queue of a sticky one. */
  readonly taskQueue?: string;
  /** The field that holds its WorkflowType. */
  readonly workflowType?: string;
  readonly fields?: Readonly<Record<string, FieldRule>>;
  /** Groups of fields of which a known one must be set: another one would be an operation that nobody has judged. */
  readonly oneofs?: readonly (readonly string[])[];
}

/** What a field that is set asks for: the permissions of its value, permissions, or those of the messages in it. */
export interface FieldRule {
  readonly enum?: string;
  readonly present?: readonly string[];
  readonly judge?: string;
}

/** A known value of an enumeration, and what it needs. */
export interface EnumValue {
  readonly name: string;
  readonly number: number;
  readonly needs: readonly string[];
}

/** A field with a list of operations, and by API the operation that is meant. */
export interface CarriedApis {
  readonly field: string;
  readonly operations: Readonly<Record<string, { readonly field: string; readonly message: string }>>;
}

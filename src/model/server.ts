/** A published fix without which a caller reaches what the authorizer denies. */
export interface AuthorizationFixModel {
  /** The name by which a program acknowledges its absence. */
  readonly id: string;
  readonly what: string;
  /** The first release of each minor that has it. */
  /** The first release of each minor that has it. */
  readonly fixedIn: readonly string[];
  /** Where it is told, or the file that it changed. */
  readonly source: string;
}

/** The server itself. */
export interface ServerModel {
  readonly version: string;
  /** What the version lacks. */
  readonly missingFixes: readonly AuthorizationFixModel[];
  /** Ids of the missing authorization fixes that the program accepts. */
  readonly acknowledgedFixes: Readonly<Record<string, string>>;
  readonly numHistoryShards: number;
}

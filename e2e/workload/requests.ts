/** What a scenario asks `caller.ts` to do, as JSON in its first argument. */
export interface CallRequest {
  /** Instead of the profile's. */
  readonly apiKey?: string;
  /** The profile's API key is not sent either. */
  readonly withoutApiKey?: boolean;
  /** Instead of the profile's. */
  readonly temporalNamespace?: string;
  /** Connects as another would; what is not given is taken from the profile. */
  readonly address?: string;
  readonly certificate?: { readonly certFiles: readonly string[]; readonly keyFile: string };
  readonly withoutCertificate?: boolean;
  readonly serverName?: string;
  readonly rootCaFile?: string;
  readonly start?: {
    readonly workflow: string;
    readonly taskQueue: string;
    readonly id: string;
    readonly args?: readonly string[];
  };
  /** Waits for the result of the workflow that `start` started. */
  readonly result?: boolean;
  /** Any request of a service, by the name of its method in the SDK. */
  readonly call?: {
    readonly service: 'workflowService' | 'operatorService' | 'healthService';
    readonly method: string;
    readonly request: object;
  };
}

/** What `caller.ts` prints, as one line of JSON. */
export interface CallOutcome {
  readonly ok: boolean;
  readonly result?: unknown;
  /** Name of the gRPC status, where one was seen. */
  readonly code?: string;
  readonly message?: string;
}

/** What a scenario asks of `load.ts`, as JSON in its first argument. */
export interface LoadRequest {
  readonly taskQueue: string;
  /** How many workflows are under way at a time. */
  readonly lanes: number;
  /** Between two workflows of a lane. */
  readonly pauseMilliseconds: number;
}

/** What `load.ts` prints at its end, as one line of JSON. */
export interface LoadFigures {
  readonly started: number;
  readonly completed: number;
  /** Workflows that came to another end, or to none. */
  readonly failed: number;
  /** Calls, each with the SDK's own retries. */
  readonly calls: number;
  readonly slowestMilliseconds: number;
  /** A line for each call that failed when the SDK's retries were used up, and for each failed workflow. */
  readonly failures: readonly string[];
}

/** One of the calls that `verdicts.ts` reads from its standard input, as a list in JSON. */
export interface VerdictCall {
  /** The full gRPC name. */
  readonly api: string;
  /** The request in protobuf's JSON. */
  readonly request: object;
  /** @default - none is sent */
  readonly token?: string;
}

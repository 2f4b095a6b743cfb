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

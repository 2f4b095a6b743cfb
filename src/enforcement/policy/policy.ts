/** The format that this library writes, and the only one that the policy server of the same release reads. */
export const POLICY_VERSION = 1;

/** Places as names of declared Temporal namespaces, or `*` for all declared ones and the cluster. */
export type PolicyPlaces = '*' | readonly string[];

/**
 * Who may do what, as the policy server reads it; `contract/policy.schema.json` describes it. Nothing in it is secret. Users that are
 * not active, and whoever holds nothing, are absent.
 */
export interface Policy {
  readonly version: typeof POLICY_VERSION;
  /** The server whose permissions it is written in, for example 1.32.2. */
  readonly server: string;
  /** Every permission that exists there, sorted: `temporal:workflow:*` means those of it, and none that a later server adds. */
  readonly permissions: readonly string[];
  /** The declared Temporal namespaces, sorted. */
  readonly temporalNamespaces: readonly string[];
  /** By name. */
  readonly roles: Readonly<Record<string, PolicyRole>>;
  /** By the `sub` of their tokens. */
  readonly users: Readonly<Record<string, PolicyUser>>;
  /** By the `sub` of their tokens. */
  readonly services: Readonly<Record<string, PolicyHolder>>;
  /** By the name of the group in tokens. */
  readonly groups: Readonly<Record<string, PolicyHolder>>;
  /** Client certificates that stand for a caller. */
  readonly certificates: readonly PolicyCertificate[];
}

/** What the holders of a role may do, and what they may not do whatever else they hold. */
export interface PolicyRole {
  readonly allow: readonly string[];
  readonly deny?: readonly string[];
  readonly places: PolicyPlaces;
  /** The task queues that a request must name; any where absent. */
  readonly taskQueues?: readonly string[];
  /** The workflow types that a request must name; any where absent. */
  readonly workflowTypes?: readonly string[];
}

/** Somebody that holds roles. */
export interface PolicyHolder {
  /** Names of roles, sorted. */
  readonly roles: readonly string[];
}

/** A person, who holds each role in the places that both have. */
export interface PolicyUser extends PolicyHolder {
  readonly places: PolicyPlaces;
  /** From when on nothing is held, RFC 3339. */
  readonly expires?: string;
}

/** The identity that a verified client certificate proves: the exact name in it, signed below the authority. */
export interface PolicyCertificate {
  /** Names the files of the authority in the policy server's settings. */
  readonly authority: string;
  /** One URI name of the certificate. */
  readonly uri: string;
  /** The service that it stands for. */
  readonly service: string;
}

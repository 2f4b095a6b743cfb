/**
 * What a program says of the cluster that it is applied to, and what it means by what it declares: plain data beside the manifests, with
 * not a word of this library in it. Objects are called `Kind namespace/name`, their keys `Kind namespace/name key key`.
 */
export interface Facts {
  readonly existing: Existing;
  readonly servers: readonly IntendedServer[];
  /** How many objects the program makes. */
  readonly objects: number;
}

/** What exists already. */
export interface Existing {
  /** The name of the certificate authority above each one; undefined above a root. */
  readonly authorities: Map<string, string | undefined>;
  /** Who signs for issuers, by `Kind namespace/name`, and for a Vault by its endpoint, `https://server/path`. */
  readonly issuers: Map<string, ExistingIssuer>;
  /** The authorities whose certificates lie in a key. */
  readonly files: Map<string, readonly string[]>;
  /** The same for values in secret stores, by `remote key/property`. */
  readonly values: Map<string, readonly string[]>;
  /** Certificates in Secrets, by `Secret namespace/name`, with their keys. */
  readonly leaves: Map<string, ExistingLeaf>;
  /** Certificates in a certificate store, by the name under which the store of secrets has each with its key. */
  readonly stored: Map<string, ExistingLeaf>;
  /** Other keys of Secrets, ServiceAccounts and SecretStores. */
  readonly others: Set<string>;
}

export interface ExistingIssuer {
  /** Its certificate is presented with what it signs. */
  readonly signer: string;
  /** What stands in the `ca.crt` beside what it signs. */
  readonly root: string;
}

export interface ExistingLeaf {
  readonly signer: string;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly uris: readonly string[];
  readonly usages: readonly string[];
}

/** One Temporal server, as its program means it. */
export interface IntendedServer {
  readonly namespace: string;
  /** `host:port` of the frontend. */
  readonly address: string;
  /** The ConfigMap that its services read. */
  readonly configMap: string;
  /** Who is let in by the frontend: the Secrets of their certificates. */
  readonly callers: readonly IntendedCaller[];
  readonly tenants: readonly IntendedTenant[];
  /** The trust domain of callers without a tenant. */
  readonly trustDomain: string;
  /** Whether approver-policy decides about requests for certificates. */
  readonly hasApproval: boolean;
  /** The database user whose client certificate the server shows; undefined where it shows none. */
  readonly databaseUser?: string;
  readonly audience: string;
  readonly permissionsClaim: string;
  /** The https URLs of the keys of tokens. */
  readonly keyUris: readonly string[];
  /** Whether keys lie in a file too. */
  readonly keyFile: boolean;
  readonly temporalNamespaces: readonly string[];
  /** Whom the claims may name: active users, services and groups. */
  readonly subjects: readonly string[];
}

export interface IntendedCaller {
  readonly secret: string;
  readonly tenant?: string;
}

export interface IntendedTenant {
  readonly name: string;
  readonly trustDomain: string;
  /** Whether its authority is one that the program makes, and so can limit. */
  readonly isMade: boolean;
}

/** A cluster with nothing in it. */
export function nothingExists(): Existing {
  return {
    authorities: new Map(),
    issuers: new Map(),
    files: new Map(),
    values: new Map(),
    leaves: new Map(),
    stored: new Map(),
    others: new Set(),
  };
}

import { type Enforcement, enforcement } from '../access/enforcement';
import { RbacRoleSet } from '../access/rbac-role-set';
import { Authentication } from '../authn/authentication';
import {
  bool,
  type Check,
  instanceOf,
  integer,
  listOf,
  mapOf,
  oneOf,
  optional,
  options,
  readOptions,
  text,
} from '../core/guards';
import { CloudIdentity } from '../kubernetes/cloud-identity';
import { Database } from '../persistence/database';
import { COMPONENT_NAMES, COMPONENTS, type Component, type OptionOf } from '../pki/model/component';
import { MtlsPki } from '../pki/mtls-pki';
import { AUTHORIZATION_FIXES } from '../temporal/server/authorization-fixes';
import { serverVersion } from '../temporal/server/versions';

/** The identity that a cloud gives to the pods of each component. */
export interface ComponentCloudIdentities {
  /**
   * Pods of the frontend.
   *
   * @default - none
   */
  readonly frontend?: CloudIdentity;
  /**
   * Pods of the internal frontend.
   *
   * @default - none
   */
  readonly internalFrontend?: CloudIdentity;
  /**
   * Pods of the history service.
   *
   * @default - none
   */
  readonly history?: CloudIdentity;
  /**
   * Pods of the matching service.
   *
   * @default - none
   */
  readonly matching?: CloudIdentity;
  /**
   * Pods of Temporal's own worker service.
   *
   * @default - none
   */
  readonly worker?: CloudIdentity;
  /**
   * Pods of the Web UI.
   *
   * @default - none
   */
  readonly ui?: CloudIdentity;
  /**
   * Pods of the command line.
   *
   * @default - none
   */
  readonly commandLine?: CloudIdentity;
}

/** Options of `TemporalAuthStack`. */
export interface TemporalAuthStackProps {
  /** How callers prove who they are; at least one method. */
  readonly authentication: Authentication[];
  /** The server's database. */
  readonly database: Database;
  /**
   * Who may do what, and the Temporal namespaces that exist.
   *
   * @default - no roles, and the Temporal namespace `default`: nobody may do anything
   */
  readonly roles?: RbacRoleSet;
  /**
   * Who trusts whose certificates.
   *
   * @default - self-signed hierarchies of cert-manager in the chart's namespace, one for each purpose
   */
  readonly pki?: MtlsPki;
  /**
   * What decides about a call.
   *
   * @default Enforcement.defaultAuthorizer()
   */
  readonly enforcement?: Enforcement;
  /**
   * The full version of the Temporal server that runs, since what it reads and which calls it has differ by version.
   *
   * @default 1.32.2
   */
  readonly serverVersion?: string;
  /**
   * Why the program accepts to miss a published authorization fix that the declared version lacks, by the id of the fix.
   *
   * @default - none; a version that lacks a fix is refused
   */
  readonly acknowledgedFixes?: { [id: string]: string };
  /**
   * The number of history shards. It cannot be changed once the database is made.
   *
   * @default 512
   */
  readonly numHistoryShards?: number;
  /**
   * The identity that a cloud gives to the pods of each component, for example to read a database's certificate.
   *
   * @default - none
   */
  readonly cloudIdentities?: ComponentCloudIdentities;
  /**
   * Whether warnings stop synthesis like errors.
   *
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Whether synthesis ends with a few lines on standard error: objects, authorities, what each caller may do, findings.
   *
   * @default true
   */
  readonly summary?: boolean;
}

const identity = optional(instanceOf(CloudIdentity, 'a CloudIdentity'));
const ofEachComponent = Object.fromEntries(
  COMPONENT_NAMES.map((name) => [COMPONENTS[name].option, identity]),
) as Readonly<Record<OptionOf<Component>, typeof identity>>;

const fixId = oneOf(
  AUTHORIZATION_FIXES.map(({ id }) => id),
  'the id of a fix',
);
const acknowledgedFixes: Check<{ [id: string]: string }> = (value, option) => {
  const reasons = mapOf(text('a reason'))(value, option);
  for (const id of reasons.keys()) fixId(id, `${option}.${id}`);
  return Object.fromEntries(reasons);
};

/** Reads the options. Throws `UNKNOWN_OPTION`, `MISSING_OPTION`, `WRONG_TYPE`, `INVALID_SERVER_VERSION` and others. */
export function readStackProps(props: TemporalAuthStackProps): TemporalAuthStackProps {
  return readOptions<TemporalAuthStackProps>('TemporalAuthStack', props, {
    authentication: listOf(
      instanceOf(Authentication, 'an Authentication: Authentication.apiKeys(…) or Authentication.oidc(…)'),
    ) as Check<Authentication[]>,
    database: instanceOf(Database, 'a Database: Database.postgres(…)'),
    roles: optional(instanceOf(RbacRoleSet, 'an RbacRoleSet')),
    pki: optional(instanceOf(MtlsPki, 'an MtlsPki')),
    enforcement: optional(enforcement),
    serverVersion: optional(serverVersion),
    acknowledgedFixes: optional(acknowledgedFixes),
    numHistoryShards: optional(integer(1, 16384)),
    cloudIdentities: optional(options<ComponentCloudIdentities>(ofEachComponent)),
    strict: optional(bool),
    summary: optional(bool),
  });
}

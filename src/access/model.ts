import type { SubjectKind } from './subject';

/** Somebody that a role is bound to. */
export interface SubjectModel {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Whether the identity provider turns the group into claims; users and services are claims' subjects themselves. */
  readonly mappedByProvider: boolean;
}

/** Where something may be done. */
export interface PlacesModel {
  /** Every declared Temporal namespace, and the cluster. */
  readonly everywhere: boolean;
  /** The names, in the order of the declaration; all declared ones where `everywhere`. */
  readonly temporalNamespaces: readonly string[];
}

/** A role: permissions, where they hold, and who holds them. */
export interface RoleModel {
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly places: PlacesModel;
  /** What its holders may not do in these places, whatever else they hold. */
  readonly denies?: readonly string[];
  /** The task queues that a request must name; any where absent. */
  readonly taskQueues?: readonly string[];
  /** The workflow types that a request must name; any where absent. */
  readonly workflowTypes?: readonly string[];
  /** Why it may be granted more than it asks for; absent where it may not. */
  readonly acceptCoarse?: string;
  /** Those that hold a role which includes this one among them. */
  readonly subjects: readonly SubjectModel[];
}

/** A person. */
export interface UserModel {
  readonly path: string;
  /** The `sub` of the person's tokens. */
  readonly id: string;
  readonly email: string;
  /** Names of roles. */
  readonly roles: readonly string[];
  readonly places: PlacesModel;
  readonly active: boolean;
  /** ISO 8601, as given. */
  readonly expires?: string;
  /** ISO 8601, as given. */
  readonly created?: string;
  /** ISO 8601, as given. */
  readonly updated?: string;
}

/** One role for one subject, in the places that both have. */
export interface GrantModel {
  readonly subject: SubjectModel;
  /** The name of the role. */
  readonly role: string;
  readonly permissions: readonly string[];
  readonly places: PlacesModel;
}

/** What must hold of all grants. */
export interface GuaranteeModel {
  /** What it says, for people. */
  readonly name: string;
  /** What nobody may do there but for the exceptions: one of these, and one of `from` as well where that is given. */
  readonly permissions: readonly string[];
  readonly from?: readonly string[];
  readonly places: PlacesModel;
  /** Keys of subjects that are meant by nothing of it. */
  readonly subjects: readonly string[];
  /** Names of roles by which anybody may. */
  readonly roles: readonly string[];
}

/** All roles and users. */
export interface RbacModel {
  readonly path: string;
  /** The Temporal namespaces that exist, in the order of the declaration. */
  readonly temporalNamespaces: readonly string[];
  readonly roles: readonly RoleModel[];
  readonly users: readonly UserModel[];
  readonly guarantees: readonly GuaranteeModel[];
}

/** Temporal's own authorizer and claim mapper decide. */
export interface DefaultAuthorizerModel {
  readonly kind: 'default-authorizer';
  /** The claim of a token that carries its `namespace:level` items. */
  readonly permissionsClaimName: string;
}

/** The policy server decides, by the compiled policy of the roles. */
export interface PolicyModel {
  readonly kind: 'policy';
  /** The image of the server's pods; nobody has said it where absent. */
  readonly image?: string;
  /** The claim of a token that lists the groups of its subject; groups count for nothing where absent. */
  readonly groupsClaimName?: string;
  /** Over how many ConfigMaps the policy is spread. */
  readonly shards: number;
  /** Whether the names of these end in a hash of what they hold. */
  readonly namedByContent: boolean;
  /** How long the server decides by a policy that it cannot read anew, and what it does then. */
  readonly staleness: { readonly seconds: number; readonly failClosed: boolean };
  readonly decisionLog: 'off' | 'denied' | 'all';
  /** The port of the listener for Prometheus; none where absent. */
  readonly metricsPort?: number;
}

/** What decides about each call: one member of the union for each kind. */
export type EnforcementModel = DefaultAuthorizerModel | PolicyModel;

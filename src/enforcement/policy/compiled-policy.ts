import { implies, permissionText } from '../../access/permission-grammar';
import { effects } from '../../core/effects';
import { refuse } from '../../core/errors';
import { listOf, mapOf, optional, readOptions, text } from '../../core/guards';
import { readOnly } from '../../core/surface/read-only';
import { apiNamed, explainCall } from './explain';
import type { Policy } from './policy';
import { reachOf } from './reach';
import { readPolicy } from './read-policy';
import type { Call } from './request-contents';
import { policyHash } from './shards';
import { subjectsOf } from './subjects';
import { policyText } from './written-policy';

/** Who calls. */
export interface PolicyCaller {
  /**
   * The `sub` of a person's token.
   *
   * @default - no person
   */
  readonly user?: string;
  /**
   * The `sub` of a service's token, or the name of the service whose certificate is shown.
   *
   * @default - no service
   */
  readonly service?: string;
  /**
   * The groups in the token.
   *
   * @default - none
   */
  readonly groups?: string[];
}

/** What is called. */
export interface PolicyCall {
  /** The API: `StartWorkflowExecution`, or its full gRPC name. */
  readonly api: string;
  /**
   * The Temporal namespace that the request names.
   *
   * @default - none, as of calls on the cluster
   */
  readonly temporalNamespace?: string;
  /**
   * The request in protobuf's JSON, for calls that are judged by what they carry.
   *
   * @default - an empty one
   */
  // biome-ignore lint/suspicious/noExplicitAny: jsii has no other type for JSON
  readonly request?: any;
}

/** How a call is decided. */
export interface Explanation {
  /** The caller, as `user alice` or `group devs`. */
  readonly subject: string;
  /** Whether the call is let in. */
  readonly allowed: boolean;
  /** The roles that let it in, or what is missing or forbids it. */
  readonly why: string;
}

/**
 * Who may do what, as the policy server is told: for programs that want to ask.
 *
 * @example
 * const { allowed, why } = auth.policy().explain(
 *   { service: 'payments-worker' },
 *   { api: 'TerminateWorkflowExecution', temporalNamespace: 'payments' },
 * );
 */
export class CompiledPolicy {
  /**
   * Reads what `toJson` wrote.
   *
   * Throws `INVALID_VALUE` where it is no policy of this version, and what is thrown where a member is none.
   */
  public static fromJson(json: string): CompiledPolicy {
    return new CompiledPolicy(readPolicy(json, 'CompiledPolicy.fromJson(json)'));
  }

  /**
   * Reads a file of which messages are to tell.
   *
   * @internal
   */
  public static _read(json: string, file: string): CompiledPolicy {
    return new CompiledPolicy(readPolicy(json, file));
  }

  /** @internal */
  public static _of(policy: Policy): CompiledPolicy {
    return new CompiledPolicy(policy);
  }

  private constructor(
    /** @internal */
    public readonly _policy: Policy,
  ) {}

  /** The policy as JSON: the same program gives the same bytes. `contract/policy.schema.json` describes it. */
  public toJson(): string {
    return policyText(this._policy);
  }

  /** The SHA-256 of `toJson()`, in hexadecimal: the server's log and figures name it. */
  public get hash(): string {
    return policyHash(this._policy);
  }

  /** The names of the roles of a user; none where the user holds nothing. */
  public getUserRoles(user: string): string[] {
    const { users } = this._policy;
    const id = USER(user, 'CompiledPolicy.getUserRoles(user)');
    return Object.hasOwn(users, id) ? [...users[id].roles] : [];
  }

  /**
   * What a user may do in a Temporal namespace, permission by permission; those that are limited to task queues or workflow types are among
   * them. Groups that the user is a member of are not known here.
   */
  public getUserPermissions(user: string, temporalNamespace: string): string[] {
    const option = 'CompiledPolicy.getUserPermissions';
    const caller = { user: USER(user, `${option}(user)`) };
    const place = NAMESPACE(temporalNamespace, `${option}(temporalNamespace)`);
    const reach = reachOf(this._policy, caller, effects.now().getTime());
    return [...reach].filter(([, places]) => places.has(place)).map(([permission]) => permission);
  }

  /**
   * What a role permits, as it is written.
   *
   * Throws `UNKNOWN_ROLE`, `WRONG_TYPE`.
   */
  public getRolePermissions(role: string): string[] {
    const { roles } = this._policy;
    const option = 'CompiledPolicy.getRolePermissions(role)';
    const name = ROLE(role, option);
    if (Object.hasOwn(roles, name)) return [...roles[name].allow];
    return refuse('UNKNOWN_ROLE', {
      option,
      value: name,
      expected: `a role of the policy: ${Object.keys(roles).join(', ')}`,
      fix: 'Name one of these.',
    });
  }

  /**
   * Whether a user has a permission in a Temporal namespace; of `temporal:workflow:*`, whether the user has all that it means.
   *
   * Throws `INVALID_PERMISSION`, `WRONG_TYPE`.
   *
   * @param action a permission such as `temporal:workflow:start`
   */
  public validateUserAccess(user: string, temporalNamespace: string, action: string): boolean {
    const option = 'CompiledPolicy.validateUserAccess';
    const permission = permissionText(action, `${option}(action)`);
    const held = this.getUserPermissions(
      USER(user, `${option}(user)`),
      NAMESPACE(temporalNamespace, `${option}(temporalNamespace)`),
    );
    const meant = this._policy.permissions.filter((one) => implies(permission, one));
    return meant.every((one) => held.includes(one));
  }

  /**
   * Decides a call as the policy server does, and says why.
   *
   * Throws `INVALID_VALUE` where no such API exists, `UNKNOWN_OPTION`, `WRONG_TYPE`.
   */
  public explain(caller: PolicyCaller, call: PolicyCall): Explanation {
    const { user, service, groups = [] } = readOptions<PolicyCaller>('PolicyCaller', caller, CALLER);
    const names = [
      ...(user === undefined ? [] : [`user ${user}`]),
      ...(service === undefined ? [] : [`service ${service}`]),
    ];
    const subject = [...names, ...groups.map((group) => `group ${group}`)].join(', ') || 'nobody';
    return {
      subject,
      ...explainCall(this._policy, { user, service, groups }, this.callOf(call), effects.now().getTime()),
    };
  }

  /**
   * Everybody in the policy who may make a call, and by which roles.
   *
   * Throws what `explain` throws.
   */
  public whoCan(call: PolicyCall): Explanation[] {
    const read = this.callOf(call);
    const at = effects.now().getTime();
    const all = subjectsOf(this._policy).map(({ subject, caller }) => ({
      subject,
      ...explainCall(this._policy, caller, read, at),
    }));
    return all.filter(({ allowed }) => allowed);
  }

  private callOf(call: PolicyCall): Call {
    const { api, temporalNamespace = '', request = {} } = readOptions<PolicyCall>('PolicyCall', call, CALL);
    return { api: apiNamed(this._policy, api, 'PolicyCall.api'), temporalNamespace, request };
  }
}

readOnly(CompiledPolicy);

/** A request in protobuf's JSON: its fields are judged one by one. */
function message(value: unknown, option: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(mapOf((field) => field)(value, option));
}

const USER = text('the sub of a token');
const ROLE = text('the name of a role');
const NAMESPACE = text('a Temporal namespace');

const CALLER = {
  user: optional(USER),
  service: optional(text('the name of a service')),
  groups: optional(listOf(text('the name of a group'))),
};

const CALL = {
  api: text('the name of an API'),
  temporalNamespace: optional(NAMESPACE),
  request: optional(message),
};

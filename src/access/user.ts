import { Construct } from 'constructs';
import { readOnly } from '../core/surface/read-only';
import type { Role } from './role';
import { type ISubject, SubjectKind } from './subject';
import type { TemporalNamespaces } from './temporal-namespaces';

/** A person, and what the person may do. */
export interface UserProps {
  /** The e-mail address, for people: a user is recognized by the `sub` of the tokens, which is the id. */
  readonly email: string;
  /** The roles that the user holds. */
  readonly roles: Role[];
  /** The Temporal namespaces that the user is limited to, whatever the roles say. */
  readonly temporalNamespaces: TemporalNamespaces;
  /** Whether the user may do anything. An inactive user appears in no output. */
  readonly active: boolean;
  /**
   * From when on the user may do nothing, in ISO 8601 with its zone. Needs `Enforcement.policy`, which looks at its clock for each call.
   *
   * @default - never
   */
  readonly expires?: string;
  /**
   * When the user was created, in ISO 8601 with its zone.
   *
   * @default - not recorded
   */
  readonly created?: string;
  /**
   * When the user was last changed, in ISO 8601 with its zone.
   *
   * @default - not recorded
   */
  readonly updated?: string;
}

/** A person. Made by `RbacRoleSet.addUser`. */
export class User extends Construct implements ISubject {
  /**
   * Used by `RbacRoleSet`, which checks the props and keeps the user.
   *
   * @internal
   */
  public static _create(scope: Construct, id: string, props: UserProps): User {
    return new User(scope, id, props);
  }

  private constructor(
    scope: Construct,
    private readonly id: string,
    /** @internal */
    public readonly _props: UserProps,
  ) {
    super(scope, id);
  }

  /** The `sub` of the person's tokens. */
  public get subjectId(): string {
    return this.id;
  }

  /** Always `SubjectKind.USER`. */
  public get subjectKind(): SubjectKind {
    return SubjectKind.USER;
  }

  /** The e-mail address. */
  public get email(): string {
    return this._props.email;
  }

  /** Whether the user may do anything. */
  public get active(): boolean {
    return this._props.active;
  }
}

readOnly(User);

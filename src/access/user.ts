import { Construct } from 'constructs';
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
  /** The `sub` of the person's tokens. */
  public readonly subjectId: string;
  /** Always `SubjectKind.USER`. */
  public readonly subjectKind = SubjectKind.USER;
  /** The e-mail address. */
  public readonly email: string;
  /** Whether the user may do anything. */
  public readonly active: boolean;
  /** @internal */
  public readonly _props: UserProps;

  /**
   * Used by `RbacRoleSet`, which checks the props and keeps the user.
   *
   * @internal
   */
  public static _create(scope: Construct, id: string, props: UserProps): User {
    return new User(scope, id, props);
  }

  private constructor(scope: Construct, id: string, props: UserProps) {
    super(scope, id);
    this.subjectId = id;
    this.email = props.email;
    this.active = props.active;
    this._props = props;
  }
}

import { Construct } from 'constructs';
import { Derived, declared } from '../core/derived';
import { inConstruct, refuse } from '../core/errors';
import { labelName } from '../core/names';
import { sortedBy, sortedUnique } from '../core/order';
import { didYouMean } from '../core/suggest';
import { readOnly } from '../core/surface/read-only';
import { constructId } from './construct-id';
import { rolesHeld } from './grants';
import { type Guarantee, guarantee, guaranteeName } from './guarantee';
import type { PlacesModel, RbacModel, RoleModel, SubjectModel, UserModel } from './model';
import { PredefinedRoles } from './predefined-roles';
import { Role, type RoleOwner, type RoleProps } from './role';
import { type RbacRoleSetProps, readRoleProps, readRoleSetProps, readUserProps } from './role-set-props';
import { decidedBy, requireDecidedBy, subjectKey, tokenSubject } from './subject';
import type { TemporalNamespaces } from './temporal-namespaces';
import { User, type UserProps } from './user';

const ROLE_NAME = constructId(labelName);
const USER_ID = constructId(tokenSubject);

/**
 * Who may do what in which Temporal namespace.
 *
 * @example
 * const orders = new RbacRoleSet(chart, 'Orders', {
 *   temporalNamespaces: ['orders', 'orders-staging'],
 *   predefined: { worker: { acceptCoarse: 'a worker may make every call that write grants' } },
 * });
 */
export class RbacRoleSet extends Construct {
  private readonly declared: readonly string[];
  private readonly roles = new Map<string, Role>();
  private readonly users = new Map<string, User>();
  private readonly guarantees = new Map<string, Guarantee>();
  private readonly userScope: Construct;
  private readonly templates: PredefinedRoles;
  private readonly owner: RoleOwner = {
    set: this,
    use: (role) => this.use(role),
  };
  private readonly model = new Derived(this, () => this.takeModel());

  /**
   * Throws `EMPTY_LIST`, `INVALID_TEMPORAL_NAMESPACE`, `DUPLICATE_VALUE`, `UNKNOWN_OPTION`, `WRONG_TYPE`, `MISSING_OPTION`,
   * `UNKNOWN_TEMPORAL_NAMESPACE`.
   *
   * @param scope the chart or construct that the roles belong to
   * @param id the id of the construct
   * @param props the Temporal namespaces that exist
   */
  constructor(scope: Construct, id: string, props: RbacRoleSetProps) {
    super(scope, id);
    const { temporalNamespaces, predefined } = inConstruct(this, () => readRoleSetProps(props));
    this.declared = temporalNamespaces;
    for (const [role, given] of Object.entries(predefined ?? {})) {
      this.checkDeclared(given.temporalNamespaces, `RbacRoleSet.predefined.${role}.temporalNamespaces`);
    }
    this.userScope = new Construct(this, 'Users');
    const templateScope = new Construct(this, 'Predefined');
    this.templates = PredefinedRoles._create(predefined ?? {}, this.declared, (name, role) =>
      Role._create(templateScope, name, role, this.owner),
    );
  }

  /** The roles that need not be defined. One that is not used does not exist. */
  public get predefined(): PredefinedRoles {
    return this.templates;
  }

  /** The Temporal namespaces that exist. */
  public get temporalNamespaces(): string[] {
    return [...this.declared];
  }

  /**
   * Adds a role.
   *
   * Throws `DUPLICATE_ROLE`, `INVALID_NAME`, `UNKNOWN_TEMPORAL_NAMESPACE`, `EMPTY_LIST`, `DUPLICATE_VALUE`, `UNKNOWN_OPTION`,
   * `WRONG_TYPE`, `MISSING_OPTION`.
   *
   * @param name the name of the role: an RFC 1123 label
   * @param props what the role permits, and where
   */
  public addRole(name: string, props: RoleProps): Role {
    const roleName = inConstruct(this, () => ROLE_NAME(name, 'RbacRoleSet.addRole(name)'));
    const read = inConstruct(this, () => readRoleProps(props));
    this.checkDeclared(read.temporalNamespaces, 'RoleProps.temporalNamespaces');
    this.checkRoleIsNew(roleName);
    for (const [index, one] of (read.includes ?? []).entries()) {
      this.checkRoleIsOwn(one, `RoleProps.includes[${index}]`);
      this.use(one);
    }
    const role = Role._create(this, roleName, read, this.owner);
    this.roles.set(roleName, role);
    declared(this);
    return role;
  }

  /**
   * Adds a user, who holds the given roles.
   *
   * Throws `DUPLICATE_USER`, `INVALID_NAME`, `INVALID_VALUE`, `INVALID_USER`, `UNKNOWN_ROLE`, `UNKNOWN_TEMPORAL_NAMESPACE`, `DUPLICATE_VALUE`,
   * `UNKNOWN_OPTION`, `WRONG_TYPE`, `MISSING_OPTION`.
   *
   * @param id the `sub` of the person's tokens
   * @param props what the person may do
   */
  public addUser(id: string, props: UserProps): User {
    const userId = inConstruct(this, () => USER_ID(id, 'RbacRoleSet.addUser(id)'));
    const read = inConstruct(this, () => readUserProps(props));
    this.checkDeclared(read.temporalNamespaces, 'UserProps.temporalNamespaces');
    this.checkUserIsNew(userId);
    for (const [index, role] of read.roles.entries()) this.checkRoleIsOwn(role, `UserProps.roles[${index}]`);
    for (const role of read.roles) this.use(role);
    const user = User._create(this.userScope, userId, read);
    this.users.set(userId.toLowerCase(), user);
    decidedBy(this, user);
    declared(this);
    for (const role of read.roles) role.bind(user);
    return user;
  }

  /**
   * States what must hold of all that the roles grant. A program that breaks it is refused with `BROKEN_GUARANTEE`, which names the grants.
   *
   * Throws `DUPLICATE_VALUE`, `UNKNOWN_TEMPORAL_NAMESPACE`, `UNKNOWN_ROLE`, `WRONG_TYPE`, `UNSAFE_TEXT`, `OUT_OF_RANGE`, `INVALID_VALUE`.
   *
   * @param name what it says, for whoever reads the refusal
   * @param stated what nobody may do, or may do together
   */
  public guarantee(name: string, stated: Guarantee): void {
    const option = 'RbacRoleSet.guarantee';
    const read = inConstruct(this, () => guaranteeName(name, `${option}(name)`));
    const { _where, _excepted } = inConstruct(this, () => guarantee(stated, `${option}(stated)`));
    this.checkDeclared(_where, `${option}(stated)`);
    for (const [index, role] of _excepted.roles.entries()) {
      this.checkRoleIsOwn(role, `GuaranteeExceptions.roles[${index}]`);
    }
    for (const [index, { given }] of _excepted.subjects.entries()) {
      requireDecidedBy(this, given, `GuaranteeExceptions.subjects[${index}]`, this.node.path);
    }
    if (this.guarantees.has(read)) {
      refuse('DUPLICATE_VALUE', {
        path: this.node.path,
        option: `${option}(name)`,
        value: read,
        expected: 'a text of its own for each guarantee',
        fix: 'Say what the second one is about.',
      });
    }
    this.guarantees.set(read, stated);
    declared(this);
  }

  /** @internal */
  public _toModel(): RbacModel {
    return this.model.get();
  }

  private takeModel(): RbacModel {
    const including = includingRoles(this.roles.values());
    const roles = [...this.roles.values()].map((role) => this.roleModel(role, holdersOf(role, including)));
    const held = rolesHeld(roles);
    const users = [...this.users.values()].map((user) => this.userModel(user, held.get(user.subjectId) ?? []));
    return {
      path: this.node.path,
      temporalNamespaces: this.declared,
      roles: sortedBy(roles, ({ name }) => name),
      users: sortedBy(users, ({ id }) => id),
      guarantees: [...this.guarantees].map(([name, { _permissions, _from, _where, _excepted }]) => ({
        name,
        permissions: _permissions,
        ...(_from && { from: _from }),
        places: this.placesModel(_where),
        subjects: _excepted.subjects.map(({ key }) => key),
        roles: _excepted.roles.map(({ roleName }) => roleName),
      })),
    };
  }

  private roleModel(role: Role, subjects: readonly SubjectModel[]): RoleModel {
    const { temporalNamespaces, acceptCoarse, denies, taskQueues, workflowTypes } = role._props;
    return {
      path: role.node.path,
      name: role.roleName,
      description: role.description,
      permissions: role.permissions.map(String),
      places: this.placesModel(temporalNamespaces),
      ...(denies && { denies: denies.map(String) }),
      ...(taskQueues && { taskQueues: sortedUnique(taskQueues) }),
      ...(workflowTypes && { workflowTypes: sortedUnique(workflowTypes) }),
      ...(acceptCoarse !== undefined && { acceptCoarse }),
      subjects,
    };
  }

  private userModel(user: User, roles: readonly string[]): UserModel {
    const { email, temporalNamespaces, active, expires, created, updated } = user._props;
    return {
      path: user.node.path,
      id: user.subjectId,
      email,
      roles,
      places: this.placesModel(temporalNamespaces),
      active,
      ...(expires && { expires }),
      created,
      updated,
    };
  }

  private placesModel({ _everywhere, _names }: TemporalNamespaces): PlacesModel {
    return {
      everywhere: _everywhere,
      temporalNamespaces: this.declared.filter((name) => _everywhere || _names.includes(name)),
    };
  }

  /** A predefined role exists from when it is first held. */
  private use(role: Role): void {
    const { roleName } = role;
    if (this.roles.get(roleName) === role) return;
    this.checkRoleIsNew(roleName);
    role._props.temporalNamespaces; // refuses where the program must say it
    this.roles.set(roleName, role);
    declared(this);
  }

  private checkRoleIsNew(name: string): void {
    if (this.roles.has(name)) {
      refuse('DUPLICATE_ROLE', {
        path: this.node.path,
        option: 'RbacRoleSet.addRole(name)',
        value: name,
        expected: 'a name that no role of the set has, predefined ones included',
        fix: 'Use the role that addRole() returned the first time, or another name.',
      });
    }
  }

  private checkDeclared(given: TemporalNamespaces | undefined, option: string): void {
    const unknown = given?._names.find((name) => !this.declared.includes(name));
    if (unknown !== undefined) {
      refuse('UNKNOWN_TEMPORAL_NAMESPACE', {
        path: this.node.path,
        option,
        value: unknown,
        expected: `one of the declared Temporal namespaces: ${this.declared.join(', ')}`,
        fix: `${didYouMean(unknown, this.declared)}Correct it, or declare it in RbacRoleSet.temporalNamespaces.`,
      });
    }
  }

  private checkUserIsNew(id: string): void {
    const known = this.users.get(id.toLowerCase());
    if (known !== undefined) {
      refuse('DUPLICATE_USER', {
        path: this.node.path,
        option: 'RbacRoleSet.addUser(id)',
        value: id,
        expected: `an id that no user of the set has, whatever the case: there is ${known.subjectId}`,
        fix: 'Declare each person once.',
      });
    }
  }

  private checkRoleIsOwn(role: Role, option: string): void {
    if (!role._isOf(this.owner)) {
      refuse('UNKNOWN_ROLE', {
        path: this.node.path,
        option,
        found: role.roleName,
        expected: 'a role that addRole() or predefined of this set returned',
        fix: 'Add the role to this set.',
      });
    }
  }
}

readOnly(RbacRoleSet);

/** The roles that include each role. */
function includingRoles(roles: Iterable<Role>): ReadonlyMap<Role, readonly Role[]> {
  const pairs = [...roles].flatMap((role) => (role._props.includes ?? []).map((included) => ({ role, included })));
  const including = new Map<Role, Role[]>();
  for (const { role, included } of pairs) including.set(included, [...(including.get(included) ?? []), role]);
  return including;
}

/** Who holds a role, by itself or by one that includes it. A role includes roles that were there before it, so this ends. */
function holdersOf(role: Role, including: ReadonlyMap<Role, readonly Role[]>): readonly SubjectModel[] {
  const own = role._boundSubjects;
  const others = including.get(role);
  if (others === undefined) return own;
  const all = [...own, ...others.flatMap((one) => holdersOf(one, including))];
  return [...new Map(all.map((subject) => [subjectKey(subject), subject])).values()];
}

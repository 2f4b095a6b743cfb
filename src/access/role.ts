import { Construct, type IConstruct } from 'constructs';
import { declared } from '../core/derived';
import { refuse } from '../core/errors';
import { readOnly } from '../core/surface/read-only';
import type { SubjectModel } from './model';
import type { Permission } from './permission';
import { type ISubject, isDecidedBy, readSubject, requireDecidedBy, Subject, SubjectKind, subjectKey } from './subject';
import type { TemporalNamespaces } from './temporal-namespaces';

/** What a role permits, and where. */
export interface RoleProps {
  /** What may be done. */
  readonly permissions: Permission[];
  /** In which Temporal namespaces it may be done. */
  readonly temporalNamespaces: TemporalNamespaces;
  /**
   * What its holders may not do in these Temporal namespaces, whatever other roles give them; over all Temporal namespaces also in
   * those that the program does not declare. With it `permissions` may be empty. Needs `Enforcement.policy`.
   *
   * @default - nothing
   */
  readonly denies?: Permission[];
  /**
   * The task queues that a request must name, to the letter. Only permissions whose every call names a task queue can be limited so:
   * `temporal:workflow:start`, `temporal:task:poll` and a few more. A worker's sticky queue counts as the normal one that it declares.
   * Needs `Enforcement.policy`.
   *
   * @default - any
   */
  readonly taskQueues?: string[];
  /**
   * The workflow types that a request must name, to the letter. Only permissions whose every call names a workflow type can be limited
   * so: `temporal:workflow:start`. Needs `Enforcement.policy`.
   *
   * @default - any
   */
  readonly workflowTypes?: string[];
  /**
   * Roles of the same set that whoever holds this one holds too, each in its own Temporal namespaces. With it `permissions` may be empty.
   *
   * @default - none
   */
  readonly includes?: Role[];
  /**
   * What the role is for, for people.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Why the role may be granted more than it asks for, in its own Temporal namespaces, where the enforcement knows only coarser
   * levels. What is granted beyond is listed in a finding of code `COARSE_ROLE`, which this reason acknowledges.
   *
   * @default - it may not
   */
  readonly acceptCoarse?: string;
}

/** What a role needs of the set that it is in. */
export interface RoleOwner {
  readonly set: IConstruct;
  /** Told that the role is about to be held: a predefined one exists from then on. */
  use(role: Role): void;
}

/** A named set of permissions in some Temporal namespaces. Made by `RbacRoleSet.addRole`. */
export class Role extends Construct {
  private readonly subjects = new Map<string, SubjectModel>();

  /**
   * Used by `RbacRoleSet`, which checks the props and keeps the role.
   *
   * @internal
   */
  public static _create(scope: Construct, name: string, props: RoleProps, owner: RoleOwner): Role {
    return new Role(scope, name, props, owner);
  }

  private constructor(
    scope: Construct,
    private readonly name: string,
    /** @internal */
    public readonly _props: RoleProps,
    private readonly owner: RoleOwner,
  ) {
    super(scope, name);
  }

  /** The name. */
  public get roleName(): string {
    return this.name;
  }

  /** What the role is for, or an empty text. */
  public get description(): string {
    return this._props.description ?? '';
  }

  /** What may be done. */
  public get permissions(): Permission[] {
    return [...this._props.permissions];
  }

  /**
   * Gives the role to somebody. A user that is not active, or is limited to other Temporal namespaces, gets nothing by it.
   *
   * Throws `WRONG_TYPE`, `MISSING_OPTION`, `DUPLICATE_VALUE`, and what the checks of the subject's id throw; of a predefined role
   * also `DUPLICATE_ROLE`, and `UNKNOWN_TEMPORAL_NAMESPACE` or `MISSING_OPTION` where the program must say where it holds.
   *
   * @param subject a user, a service or a group
   */
  public bind(subject: ISubject): void {
    const model = readBoundSubject(subject, this, this.owner);
    const key = subjectKey(model);
    if (this.subjects.has(key)) {
      refuse('DUPLICATE_VALUE', {
        path: this.node.path,
        option: 'Role.bind(subject)',
        found: `${model.kind} ${model.id}`,
        expected: 'each subject once',
        fix: 'Remove this call: the subject holds the role already.',
      });
    }
    this.owner.use(this);
    this.subjects.set(key, model);
    declared(this);
  }

  /** @internal */
  public _isOf(owner: RoleOwner): boolean {
    return this.owner === owner;
  }

  /** @internal */
  public get _boundSubjects(): readonly SubjectModel[] {
    return [...this.subjects.values()];
  }
}

readOnly(Role);

/** Users and groups must be of our classes, since more than their name counts. */
function readBoundSubject(subject: ISubject, { node: { path } }: Role, owner: RoleOwner): SubjectModel {
  const option = 'Role.bind(subject)';
  const { subjectKind, subjectId: id } = readSubject(subject, option);
  const refuseSubject = (expected: string, fix: string) =>
    refuse('WRONG_TYPE', { path, option, found: `${subjectKind} ${id}`, expected, fix });
  if (subjectKind === SubjectKind.USER && !isDecidedBy(owner.set, subject)) {
    refuseSubject('a user of the same RbacRoleSet', 'Declare the user by addUser of the role set that has the role.');
  }
  requireDecidedBy(owner.set, subject, option, path);
  const isGroup = subject instanceof Subject;
  if (subjectKind === SubjectKind.OIDC_GROUP && !isGroup) {
    refuseSubject('what Subject.oidcGroup returned', 'Use Subject.oidcGroup, which asks whether the group is mapped.');
  }
  return { kind: subjectKind, id, mappedByProvider: isGroup && subject._mappedByProvider };
}

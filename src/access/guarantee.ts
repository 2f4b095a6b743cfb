import { refuse } from '../core/errors';
import { instanceOf, listOf, nonEmpty, optional, readOptions, text, unique } from '../core/guards';
import { type Permission, permission } from './permission';
import { Role } from './role';
import { type ISubject, readSubject, subjectKey } from './subject';
import { type TemporalNamespaces, temporalNamespaces } from './temporal-namespaces';

/** Who is meant by none of what a guarantee forbids. */
export interface GuaranteeExceptions {
  /**
   * Users, services and groups that may, by whatever role.
   *
   * @default - none
   */
  readonly subjects?: ISubject[];
  /**
   * Roles by which anybody may.
   *
   * @default - none
   */
  readonly roles?: Role[];
}

/** A subject that a guarantee does not mean: its key, and what was given, of which the role set asks whose it is. */
interface ExceptedSubject {
  readonly given: ISubject;
  readonly key: string;
}

/** Who a guarantee does not mean. */
interface Excepted {
  readonly subjects: readonly ExceptedSubject[];
  readonly roles: readonly Role[];
}

/** What few may do. */
export interface OnlyOptions extends GuaranteeExceptions {
  /** What nobody else may do, not one of them. */
  readonly permissions: Permission[];
  /** Where. All Temporal namespaces include those that the program does not declare, and the cluster. */
  readonly temporalNamespaces: TemporalNamespaces;
}

/** What nobody may do together. */
export interface ApartOptions extends GuaranteeExceptions {
  /** The one side: any of these. */
  readonly permissions: Permission[];
  /** The other side: any of these, in the same place. */
  readonly from: Permission[];
  /** Where. All Temporal namespaces include those that the program does not declare, and the cluster. */
  readonly temporalNamespaces: TemporalNamespaces;
}

/**
 * What must hold of all that the roles of a set grant, whoever changes them later. It is computed over every grant, permission and place,
 * in every mode of enforcement.
 *
 * @example
 * const sre = Subject.oidcGroup('sre', { mappedByProvider: true });
 * roles.guarantee(
 *   'only the group sre terminates or deletes in payments',
 *   Guarantee.only({
 *     permissions: [Permission.WORKFLOW_TERMINATE, Permission.parse('temporal:workflow:delete')],
 *     temporalNamespaces: TemporalNamespaces.of('payments'),
 *     subjects: [sre],
 *     roles: [roles.predefined.admin, roles.predefined.worker],
 *   }),
 * );
 */
export class Guarantee {
  /**
   * Nobody but the named subjects, or by the named roles, has any of the permissions there; without either, nobody at all.
   *
   * Throws `EMPTY_LIST`, `DUPLICATE_VALUE`, `WRONG_TYPE`, `MISSING_OPTION`, `UNKNOWN_OPTION`.
   */
  public static only(options: OnlyOptions): Guarantee {
    const { permissions, ...read } = readOptions<Read<OnlyOptions>>('OnlyOptions', options, {
      ...SHARED,
      permissions: PERMISSIONS,
    });
    return new Guarantee(read.temporalNamespaces, exceptedIn(read, 'OnlyOptions'), permissions.map(String));
  }

  /**
   * Nobody but the named subjects, or by the named roles, has a permission of both sides in one place. Whoever may be a member of two groups
   * counts as one: a program does not know who is.
   *
   * Throws `EMPTY_LIST`, `DUPLICATE_VALUE`, `WRONG_TYPE`, `MISSING_OPTION`, `UNKNOWN_OPTION`.
   */
  public static apart(options: ApartOptions): Guarantee {
    const { permissions, from, ...read } = readOptions<Read<ApartOptions>>('ApartOptions', options, {
      ...SHARED,
      permissions: PERMISSIONS,
      from: PERMISSIONS,
    });
    return new Guarantee(
      read.temporalNamespaces,
      exceptedIn(read, 'ApartOptions'),
      permissions.map(String),
      from.map(String),
    );
  }

  private constructor(
    /** @internal */
    public readonly _where: TemporalNamespaces,
    /** @internal */
    public readonly _excepted: Excepted,
    /** @internal */
    public readonly _permissions: readonly string[],
    /** @internal */
    public readonly _from?: readonly string[],
  ) {}
}

const PERMISSIONS = nonEmpty(unique(listOf(permission), String), 'Name what the guarantee is about.');

const SHARED = {
  temporalNamespaces,
  subjects: optional(
    nonEmpty(
      listOf((value, option): ExceptedSubject => {
        const { subjectKind: kind, subjectId: id } = readSubject(value as ISubject, option);
        return { given: value as ISubject, key: subjectKey({ kind, id }) };
      }),
      'Name who may, or leave the option out.',
    ),
  ),
  roles: optional(
    nonEmpty(
      unique(listOf(instanceOf(Role, 'a Role that addRole or predefined returned')), (role) => role.roleName),
      'Name the roles by which one may, or leave the option out.',
    ),
  ),
};

/** Options of which each subject is read. */
type Read<T> = Omit<T, 'subjects'> & { readonly subjects?: ExceptedSubject[] };

function exceptedIn({ subjects = [], roles = [] }: Partial<Excepted>, type: string): Excepted {
  const keys = subjects.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    refuse('DUPLICATE_VALUE', {
      option: `${type}.subjects`,
      found: twice,
      expected: 'each subject once',
      fix: 'Remove one of the two.',
    });
  }
  return { subjects, roles };
}

/** A guarantee among arguments. */
export const guarantee = instanceOf(Guarantee, 'a Guarantee, for example Guarantee.only({ … })');

/** What a guarantee is called. */
export const guaranteeName = text('what is guaranteed', 200);

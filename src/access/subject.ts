import type { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { bool, holds, matching, oneOf, readOptions, text } from '../core/guards';
import { readOnly } from '../core/surface/read-only';

/** What kind of caller a role is bound to. */
export enum SubjectKind {
  /** A person whom `RbacRoleSet.addUser` declares. */
  USER = 'USER',
  /** A program that calls the frontend. */
  SERVICE = 'SERVICE',
  /** The members of a group at the OIDC provider. */
  OIDC_GROUP = 'OIDC_GROUP',
}

/** One text for one subject: ids of different kinds may be the same. */
export function subjectKey({ kind, id }: { readonly kind: SubjectKind; readonly id: string }): string {
  return `${kind}/${id}`;
}

/** What a subject is called where people read of it: `user alice`. */
export function subjectName({ kind, id }: { readonly kind: SubjectKind; readonly id: string }): string {
  return `${NAMES[kind]} ${id}`;
}

const NAMES: Readonly<Record<SubjectKind, string>> = {
  [SubjectKind.USER]: 'user',
  [SubjectKind.SERVICE]: 'service',
  [SubjectKind.OIDC_GROUP]: 'group',
};

/** Somebody that a role can be bound to: a `User`, a `Subject`, or a service of a `TemporalAuthStack`. */
export interface ISubject {
  /** What kind of caller it is. */
  readonly subjectKind: SubjectKind;
  /** Who it is: the `sub` claim of a user's or service's tokens, or the name of a group. */
  readonly subjectId: string;
}

/** Options of a group at the OIDC provider. */
export interface OidcGroupOptions {
  /**
   * Whether the provider turns membership of the group into the claim that `TemporalAuthStack.permissionTable` lists for it. Temporal's
   * default claim mapper reads no groups, so a group that nothing maps would hold nothing.
   */
  readonly mappedByProvider: boolean;
}

/**
 * The `sub` of a token: an OIDC subject identifier is at most 255 ASCII characters (OpenID Connect Core, section 2); blanks and
 * slashes are left out since they are of no use and of some harm in tables and paths.
 */
export const tokenSubject = matching(
  /^[A-Za-z0-9][A-Za-z0-9._@+|:-]*$/,
  'the "sub" of a token: ASCII letters, digits and ".", "_", "@", "+", "|", ":", "-", a letter or digit first',
  'Give the subject exactly as the tokens carry it.',
  255,
);

/**
 * A caller that the program knows by name only.
 *
 * @example
 * roles.predefined.worker.bind(Subject.service('legacy-worker'));
 */
export class Subject implements ISubject {
  /**
   * A program that calls the frontend, known by the `sub` of its tokens.
   *
   * Throws `INVALID_VALUE`, `WRONG_TYPE`, `UNSAFE_TEXT`, `OUT_OF_RANGE`.
   *
   * @param id the `sub` claim of its tokens
   */
  public static service(id: string): Subject {
    return new Subject(SubjectKind.SERVICE, tokenSubject(id, 'Subject.service(id)'), false);
  }

  /**
   * The members of a group at the OIDC provider.
   *
   * Throws `INVALID_VALUE`, `WRONG_TYPE`, `UNSAFE_TEXT`, `OUT_OF_RANGE`, `MISSING_OPTION`, `UNKNOWN_OPTION`.
   *
   * @param name the name of the group to the letter, as the provider writes it
   * @param options whether the provider turns it into claims
   */
  public static oidcGroup(name: string, options: OidcGroupOptions): Subject {
    const group = GROUP_NAME(name, 'Subject.oidcGroup(name)');
    const { mappedByProvider } = readOptions<OidcGroupOptions>('OidcGroupOptions', options, { mappedByProvider: bool });
    return new Subject(SubjectKind.OIDC_GROUP, group, mappedByProvider);
  }

  private constructor(
    private readonly kind: SubjectKind,
    private readonly id: string,
    /** @internal */
    public readonly _mappedByProvider: boolean,
  ) {}

  /** What kind of caller it is. */
  public get subjectKind(): SubjectKind {
    return this.kind;
  }

  /** The `sub` claim of a service's tokens, or the name of a group. */
  public get subjectId(): string {
    return this.id;
  }
}

readOnly(Subject);

/** Groups are written with slashes, blanks and more; letters that look like others are refused, and what ends code in a table. */
const GROUP_NAME = matching(
  /^(?!__proto__$)[ -_a-~]+$/,
  'the name of an OIDC group in ASCII, without backticks and not __proto__',
  'Give the group an ASCII name at the provider, or bind its members as users.',
  255,
);

/** The role sets that decide about users and services; those of callers that a program knows by name only are unknown. */
const roleSets = new WeakMap<ISubject, IConstruct>();

/** Says which role set decides about a subject: another one of the program may have somebody of the same id. */
export function decidedBy(roles: IConstruct, subject: ISubject): void {
  roleSets.set(subject, roles);
}

/** Whether a role set decides about a subject; undefined where a program knows it by name only. */
export function isDecidedBy(roles: IConstruct, subject: ISubject): boolean | undefined {
  const known = roleSets.get(subject);
  return known && known === roles;
}

/** Refuses a subject that another role set decides about. Throws `WRONG_TYPE`. */
export function requireDecidedBy(roles: IConstruct, subject: ISubject, option: string, path: string): void {
  if (isDecidedBy(roles, subject) !== false) return;
  refuse('WRONG_TYPE', {
    option,
    path,
    found: subject.subjectId,
    expected: `a user of ${roles.node.path}, or a service of a stack that has these roles`,
    fix: "Take the roles of the subject's own stack, or give both stacks one RbacRoleSet.",
  });
}

/** Reads who a subject is, once: a getter may answer differently the second time. */
export function readSubject(subject: ISubject, option: string): ISubject {
  const given: { kind?: unknown; id?: unknown } = {};
  const isObject = holds(() => {
    given.kind = subject.subjectKind;
    given.id = subject.subjectId;
    return typeof subject === 'object';
  });
  if (!isObject) {
    refuse('WRONG_TYPE', {
      option,
      value: subject,
      expected: 'a User, a Subject or a service',
      fix: 'Pass what RbacRoleSet.addUser, Subject.service, Subject.oidcGroup or TemporalAuthStack.addService returned.',
    });
  }
  return {
    subjectKind: oneOf(Object.values(SubjectKind), 'a SubjectKind')(given.kind, `${option}.subjectKind`),
    subjectId: text('the id of a subject', 255)(given.id, `${option}.subjectId`),
  };
}

import type { RoleModel } from '../access/model';
import type { SubjectKind } from '../access/subject';

/** A role: what it asks for, and where. */
export type PlannedRole = Pick<RoleModel, 'name' | 'description' | 'permissions' | 'places' | 'acceptCoarse'>;

/** More people and services than a program declares. */
export const MOST_SUBJECTS = 100_000;

/** Somebody who may call the server, or is declared and may not. */
export interface PlannedSubject {
  readonly kind: SubjectKind;
  /** The `sub` of tokens, or the name of a group. */
  readonly id: string;
  readonly email?: string;
  /** The names of its roles. */
  readonly roles: readonly string[];
  /** False for a user who has left; every other subject is active. */
  readonly active: boolean;
  /** What its tokens must carry, and so what it may do; nothing where synthesis refuses the roles. */
  readonly claims: readonly string[];
}

/** One `TemporalAuthStack`. */
export interface PlannedServer {
  readonly path: string;
  /** The path of its `MtlsPki`. */
  readonly pki: string;
  readonly namespace: string;
  readonly version: string;
  /** `host:port` of the frontend inside the cluster. */
  readonly address: string;
  /** What tokens must name. */
  readonly audience: string;
  /** Where people log in to the Web UI; absent where nobody does. */
  readonly loginAt?: string;
  /** The code by which synthesis refuses the roles; absent where it does not. */
  readonly refused?: string;
  readonly roles: readonly PlannedRole[];
  readonly subjects: readonly PlannedSubject[];
}

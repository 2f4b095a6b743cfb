import { SubjectKind, subjectKey } from '../access/subject';
import { AuthError } from '../core/errors';
import { modeOf } from '../enforcement/modes';
import type { SubjectClaims } from '../enforcement/subject-claims';
import type { AuthModel } from '../model/auth-model';
import type { PlannedServer, PlannedSubject } from './planned-server';

type Known = Pick<PlannedSubject, 'kind' | 'id' | 'email' | 'active'>;

/** What one server is told of who may do what, as people ask for it. */
export function describeServer(model: AuthModel): PlannedServer {
  const { path, pki, namespace, server, frontendAddress, authentication, authorization } = model;
  const { audience, oidcLogin } = authentication;
  return {
    path,
    pki: pki.path,
    namespace,
    version: server.version,
    address: frontendAddress,
    audience,
    ...(oidcLogin && { loginAt: oidcLogin.issuerUrl }),
    ...describeSubjects(model),
    roles: authorization.roles.map(({ name, description, permissions, places, acceptCoarse }) => ({
      name,
      description,
      permissions,
      places,
      ...(acceptCoarse !== undefined && { acceptCoarse }),
    })),
  };
}

/** Everybody whom a role is bound to, and who is declared without one: whom every call is denied is worth a line too. */
function describeSubjects(model: AuthModel): Pick<PlannedServer, 'subjects' | 'refused'> {
  const { roles, users } = model.authorization;
  const known: Known[] = [
    ...users.map(({ id, email, active }) => ({ kind: SubjectKind.USER, id, email, active })),
    ...[
      ...model.services.map(({ name: id }) => ({ kind: SubjectKind.SERVICE, id })),
      ...roles.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind !== SubjectKind.USER)),
    ].map(({ kind, id }) => ({ kind, id, active: true })),
  ];
  const held = rolesBySubject(model);
  const { claims, refused } = claimsOrRefusal(model);
  const claimed = new Map(claims.map((of) => [subjectKey({ kind: of.subjectKind, id: of.subject }), of.permissions]));
  return {
    ...(refused && { refused }),
    subjects: [...new Map(known.map((one) => [subjectKey(one), one]))].map(([key, one]) => ({
      ...one,
      roles: held.get(key) ?? [],
      claims: claimed.get(key) ?? [],
    })),
  };
}

function claimsOrRefusal(model: AuthModel): { readonly claims: readonly SubjectClaims[]; readonly refused?: string } {
  try {
    return { claims: modeOf(model.enforcement).claims(model) };
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return { claims: [], refused: error.code };
  }
}

function rolesBySubject({ authorization }: AuthModel): ReadonlyMap<string, string[]> {
  const held = new Map<string, string[]>();
  for (const { name, subjects } of authorization.roles) {
    for (const subject of subjects) {
      const key = subjectKey(subject);
      held.set(key, [...(held.get(key) ?? []), name]);
    }
  }
  return held;
}

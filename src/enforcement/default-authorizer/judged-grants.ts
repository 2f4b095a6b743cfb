import { apisOf, type DecidedApi } from '../../access/catalogue/api-catalogue';
import { permissionsOf } from '../../access/catalogue/needed-permissions';
import { grantsOf } from '../../access/grants';
import { implies } from '../../access/permission-grammar';
import { CLUSTER } from '../../access/places';
import { oncePer } from '../../core/derived';
import type { JudgedGrant } from '../guarantees';
import type { JudgedRoles } from '../mode';
import { claimsOfGrant } from './law';
import { type LevelClaims, reaches } from './levels';

/** What the claims of each grant allow; two of them never add up to more than the higher one allows. */
export function judgedGrants({ authorization: { roles, users }, server }: JudgedRoles): JudgedGrant[] {
  const apis = apisOf(server.version);
  return grantsOf(roles, users).map((grant) => {
    const claims = claimsOfGrant(apis, grant);
    return {
      subject: grant.subject,
      role: grant.role,
      holds: (permissions, place) => apisAsking(apis)(permissions).some((api) => isGranted(claims, api, place)),
    };
  });
}

/** The APIs by which one of some permissions is used: the server looks at no request, so what one may carry is granted with its API. */
const apisAsking = oncePer((apis: readonly DecidedApi[]) =>
  oncePer((permissions: readonly string[]) =>
    apis.filter((api) => permissionsOf([api]).some((needed) => permissions.some((one) => implies(one, needed)))),
  ),
);

/** Whether claims let whoever holds them call an API in a place. */
export function isGranted(
  { system, namespaces }: LevelClaims,
  { scope, systemLevel, namespaceLevel }: DecidedApi,
  place: string,
): boolean {
  const isOfPlace = scope === (place === CLUSTER ? 'cluster' : 'namespace');
  if (!isOfPlace) return false;
  return reaches(system, systemLevel) || reaches(namespaces.get(place), namespaceLevel);
}

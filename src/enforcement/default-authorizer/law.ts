import { ADMIN, type DecidedApi, shortName } from '../../access/catalogue/api-catalogue';
import type { Level } from '../../access/catalogue/api-row';
import type { GrantModel } from '../../access/model';
import { implies } from '../../access/permission-grammar';
import { oncePer } from '../../core/derived';
import { highest, type LevelClaims, reaches } from './levels';

/*
 * What a grant asks for, what Temporal's default authorizer lets the holder of a claim call, and the smallest claim between.
 *
 * A cell is one API in one place. The places of an API on namespaces are the declared Temporal namespaces and ELSEWHERE, which
 * stands for every other one, `temporal-system` among them. An API on the cluster has the one place CLUSTER.
 *
 *   asked(grant)    = { (a, n) : the permissions imply all that a needs, n among the grant's namespaces }
 *                   ∪ { (a, CLUSTER) : the permissions imply all that a needs, the grant is everywhere }
 *                   ∪ { (a, ELSEWHERE) : the permissions imply temporal:admin, the grant is everywhere }
 *   granted(claims) = { (a, p) : the system level reaches a's system level, or p is a declared namespace and its level
 *                       reaches a's namespace level }
 *   claims(grant)   = the smallest claims with asked ⊆ granted
 *   overGranted     = granted \ asked
 *
 * All of it is about the APIs of one server, and the levels that this one demands.
 *
 * There is one smallest: only a system level reaches CLUSTER and ELSEWHERE, so what is asked there fixes it, and each
 * namespace needs the highest level asked in it unless the system level reaches that already. That two levels never add up to
 * more than the higher one is asked of the real authorizer by contract/generator.
 *
 * Consequence: an API on the cluster is granted by system levels only, and these count in every Temporal namespace. So it is
 * never part of a grant that is limited to some namespaces (see `withheldApis`).
 */

type Apis = readonly DecidedApi[];
type Asking = Pick<GrantModel, 'permissions' | 'places'>;

/** What a claim grants beyond what was asked: an API and where. */
export interface OverGrant {
  readonly api: DecidedApi;
  /** Declared namespaces, in the order of the declaration. */
  readonly temporalNamespaces: readonly string[];
  /** In every Temporal namespace that is not declared. */
  readonly elsewhere: boolean;
  /** On the cluster. */
  readonly cluster: boolean;
}

/** The smallest claims that let a grant's holder call all that the grant asks for. */
export function claimsOfGrant(apis: Apis, grant: Asking): LevelClaims {
  const asked = apisAsked(apis)(grant.permissions);
  const admin = isAdminOfAll(grant);
  const system = highest(
    asked
      .filter((api) => grant.places.everywhere && (api.scope === 'cluster' || admin))
      .map(({ systemLevel }) => systemLevel),
  );
  const level = highest(asked.filter(({ scope }) => scope === 'namespace').map(({ namespaceLevel }) => namespaceLevel));
  const needed = level !== undefined && !reaches(system, level) ? grant.places.temporalNamespaces : [];
  return { system, namespaces: new Map(needed.map((name) => [name, level as Level])) };
}

/** What claims grant beyond what a grant asks for. */
export function overGrants(apis: Apis, grant: Asking, claims: LevelClaims, declared: readonly string[]): OverGrant[] {
  const asked = new Set(apisAsked(apis)(grant.permissions));
  const own = new Set(grant.places.temporalNamespaces);
  const admin = isAdminOfAll(grant);
  const withLevel = declared.filter((name) => claims.namespaces.has(name));
  return apis
    .map((api) => {
      const bySystemLevel = reaches(claims.system, api.systemLevel);
      const onNamespaces = api.scope === 'namespace';
      const byLevel = () => withLevel.filter((name) => reaches(claims.namespaces.get(name), api.namespaceLevel));
      const granted = bySystemLevel ? declared : byLevel();
      return {
        api,
        temporalNamespaces: onNamespaces ? granted.filter((name) => !(asked.has(api) && own.has(name))) : [],
        elsewhere: onNamespaces && bySystemLevel && !admin,
        cluster: !onNamespaces && bySystemLevel && !(asked.has(api) && grant.places.everywhere),
      };
    })
    .filter(({ temporalNamespaces, elsewhere, cluster }) => temporalNamespaces.length > 0 || elsewhere || cluster);
}

/** The APIs on the cluster that a grant's permissions name and that it does not give, being limited to some namespaces. */
export function withheldApis(apis: Apis, { permissions, places }: Asking): DecidedApi[] {
  // temporal:admin in some namespaces means everything in these; nobody reads it as a part of the AdminService.
  if (places.everywhere || permissions.includes(ADMIN)) return [];
  return apisAsked(apis)(permissions).filter((api) => api.scope === 'cluster');
}

/** The permissions of which no API of the server needs any: they would grant nothing. */
export function absentPermissions(apis: Apis, permissions: readonly string[]): string[] {
  const needed = apis.flatMap((api) => api.permissions);
  return permissions.filter((held) => !needed.some((one) => implies(held, one)));
}

/** An over-grant as one line: `WorkflowService/TerminateWorkflowExecution in development, testing`. */
export function describeOverGrant(over: OverGrant, declared: readonly string[]): string {
  if (over.cluster) return `${shortName(over.api)} on the cluster`;
  return `${shortName(over.api)} in ${describePlaces(over, declared)}`;
}

function describePlaces({ temporalNamespaces, elsewhere }: OverGrant, declared: readonly string[]): string {
  if (!elsewhere) return temporalNamespaces.join(', ');
  const spared = declared.filter((name) => !temporalNamespaces.includes(name));
  return spared.length === 0 ? 'every Temporal namespace' : `every Temporal namespace but ${spared.join(', ')}`;
}

/** The grants of one role share its list of permissions, and there may be thousands of them. */
const apisAsked = oncePer((apis: Apis) =>
  oncePer((permissions: readonly string[]) =>
    apis.filter((api) => api.permissions.every((needed) => permissions.some((held) => implies(held, needed)))),
  ),
);

function isAdminOfAll({ permissions, places }: Asking): boolean {
  return places.everywhere && permissions.includes(ADMIN);
}

import type { IntendedCaller, IntendedServer } from '../../invariants/emitted/facts';
import type { Access } from './access';
import type { AuthorityChoice } from './authority-choice';
import type { ServerChoice } from './choices';
import type { Place } from './place';
import { hasApproval, KEY_URIS, showsCertificate } from './server-options';

/** What the choice does not say by itself. */
interface Made {
  readonly callers: readonly IntendedCaller[];
  readonly tenants: ReadonlyArray<{ readonly name: string; readonly authority: AuthorityChoice }>;
  readonly access: Access;
  readonly trustDomain: string;
}

/** What a server is to be, in plain data: what is written is judged by it. */
export function intendedOf(choice: ServerChoice, { chart, prefix }: Place, made: Made): IntendedServer {
  const { database, methods } = choice;
  const namespace = chart.namespace as string;
  return {
    namespace,
    address: `${prefix}-frontend.${namespace}.svc.${choice.clusterDomain}:7233`,
    configMap: `ConfigMap ${namespace}/${prefix}-server-config`,
    callers: made.callers,
    tenants: made.tenants.map(({ name, authority: { kind } }) => ({
      name,
      trustDomain: `${name}.${made.trustDomain}`,
      isMade: ['default', 'self-signed', 'shared-root'].includes(kind),
    })),
    trustDomain: made.trustDomain,
    hasApproval: hasApproval(choice),
    ...(showsCertificate(choice) && { databaseUser: database.user ?? 'temporal' }),
    audience: 'temporal',
    permissionsClaim: choice.permissionsClaim ?? 'permissions',
    keyUris: KEY_URIS[methods],
    keyFile: ['keys-of-file', 'keys-and-oidc', 'keys-and-login'].includes(methods),
    temporalNamespaces: made.access.temporalNamespaces,
    subjects: made.access.subjects,
  };
}

import type { AuthModel } from '../../../model/auth-model';
import type { Section } from '../../../model/section';
import type { ServerConfig } from '../server-config';

/** The only cluster of a server without replication, by the name that Temporal's own configurations use. */
const CLUSTER_NAME = 'active';

/** `clusterMetadata` of a server without replication. */
export function clusterMetadataSection({ frontendAddress }: AuthModel): Section<ServerConfig['clusterMetadata']> {
  return {
    config: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: CLUSTER_NAME,
      currentClusterName: CLUSTER_NAME,
      // An empty rpcAddress makes the server panic at start.
      clusterInformation: {
        [CLUSTER_NAME]: { enabled: true, initialFailoverVersion: 1, rpcAddress: frontendAddress },
      },
    },
  };
}

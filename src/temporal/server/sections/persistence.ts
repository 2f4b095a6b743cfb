import type { AuthModel } from '../../../model/auth-model';
import type { Section } from '../../../model/section';
import { datastoresSection } from '../datastores/datastores';
import type { ServerConfig } from '../server-config';

/** `persistence`: the datastores of the server's database, verified by name. */
export function persistenceSection(model: AuthModel): Section<ServerConfig['persistence']> {
  const { config: datastores, ...needs } = datastoresSection(model);
  const { numHistoryShards } = model.server;
  return {
    config: { defaultStore: 'default', visibilityStore: 'visibility', numHistoryShards, datastores },
    ...needs,
  };
}

import { oncePer } from '../../core/derived';
import { modeOf } from '../../enforcement/modes';
import type { AuthModel } from '../../model/auth-model';
import { type Section, SectionFiles } from '../../model/section';
import type { ServerService } from '../../pki/model/component';
import { objectNames } from '../object-names';
import { SERVER_PATHS } from '../paths';
import { authorizationSection } from './sections/authorization';
import { clusterMetadataSection } from './sections/cluster-metadata';
import { dynamicConfigSection } from './sections/dynamic-config';
import { membershipSection } from './sections/membership';
import { persistenceSection } from './sections/persistence';
import { servicesSection } from './sections/services';
import { tlsSection } from './sections/tls';
import type { ServerConfig } from './server-config';

/** The configuration of one of the server's services, and what its pods need so that every path in it holds. */
export type RenderedServer = Required<Section<ServerConfig>>;

/** What has been rendered of each model: configuration, mounts and checks ask for it, and it is large. */
const rendered = oncePer((_: AuthModel) => new Map<ServerService, RenderedServer>());

/** One of the server's services, rendered once for each model. */
export function renderServer(model: AuthModel, service: ServerService): RenderedServer {
  const services = rendered(model);
  const known = services.get(service) ?? fold(model, service);
  services.set(service, known);
  return known;
}

/** The key of the server's ConfigMap that a service reads. */
export function serverConfigKey(service: ServerService): string {
  return service === 'frontend' ? 'frontend.yaml' : 'internal.yaml';
}

/**
 * The services differ in one thing: only the frontend's configuration names the frontend's key pair, since no other pod holds it,
 * and a file that is missing would silence the expiration checks of the whole process. There are no secrets in it, so nothing needs
 * a template.
 */
function fold(model: AuthModel, service: ServerService): RenderedServer {
  const needs: Section<unknown>[] = [];
  const of = <T>(section: Section<T>): T => {
    needs.push(section);
    return section.config;
  };
  const config: ServerConfig = {
    log: { stdout: true, level: 'info' },
    persistence: of(persistenceSection(model)),
    global: {
      membership: of(membershipSection()),
      tls: of(tlsSection(model, service)),
      authorization: of(authorizationSection(model, of(modeOf(model.enforcement).section(model, service)))),
    },
    services: of(servicesSection()),
    clusterMetadata: of(clusterMetadataSection(model)),
    dynamicConfigClient: of(dynamicConfigSection(model)),
  };
  of(processSection(model, service));
  return {
    config,
    files: needs.flatMap(({ files = [] }) => files),
    env: needs.flatMap(({ env = [] }) => env),
    features: needs.flatMap(({ features = [] }) => features),
  };
}

/** What the process is told: which service it is, and where its configuration lies. */
function processSection({ namePrefix }: AuthModel, service: ServerService): Section<undefined> {
  const files = new SectionFiles();
  const key = serverConfigKey(service);
  const path = files.mounted(SERVER_PATHS.config, {
    kind: 'ConfigMap',
    name: objectNames(namePrefix).serverConfig,
    key,
  });
  return {
    config: undefined,
    files: files.files,
    env: [
      { name: 'TEMPORAL_SERVER_CONFIG_FILE_PATH', value: path },
      { name: 'TEMPORAL_SERVICES', value: service },
    ],
  };
}

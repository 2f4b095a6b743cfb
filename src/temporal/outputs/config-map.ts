import type { Manifest } from '../../core/objects/manifest';
import type { AuthModel } from '../../model/auth-model';
import type { ProfileModel } from '../../model/service';
import { renderClientProfile } from '../callers/client-profile';
import { renderServer, serverConfigKey } from '../server/render-server';
import { DYNAMIC_CONFIG_KEY, renderDynamicConfig } from '../server/sections/dynamic-config';
import { renderYaml } from './render-yaml';

/** The server's configuration: a key for the frontend's pods, and one for those of the other services. */
export function serverConfigData(model: AuthModel): Record<string, string> {
  return {
    [serverConfigKey('frontend')]: renderYaml(renderServer(model, 'frontend').config, 'server configuration'),
    [serverConfigKey('history')]: renderYaml(renderServer(model, 'history').config, 'server configuration'),
    [DYNAMIC_CONFIG_KEY]: renderYaml(renderDynamicConfig(model.server.version), 'dynamic configuration'),
  };
}

/** A profile without an API key. */
export function profileData(profile: ProfileModel): Record<string, string> {
  return { [profile.file.key]: renderClientProfile(profile) };
}

/** A ConfigMap; its data is asked for when it is written. */
export function configMap(name: string, namespace: string, data: () => Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

/** A ConfigMap that Kubernetes lets nobody change. */
export function immutableConfigMap(...content: Parameters<typeof configMap>): Manifest {
  return { ...configMap(...content), immutable: true };
}

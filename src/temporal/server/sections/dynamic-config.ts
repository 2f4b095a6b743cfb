import { goDuration } from '../../../core/durations';
import type { AuthModel } from '../../../model/auth-model';
import { type Section, SectionFiles } from '../../../model/section';
import { objectNames } from '../../object-names';
import { SERVER_PATHS } from '../../paths';
import type { ServerConfig } from '../server-config';

/** The key of the server's ConfigMap that holds the dynamic configuration. */
export const DYNAMIC_CONFIG_KEY = 'dynamic-config.yaml';

/** `dynamicConfigClient`: where the dynamic configuration lies. */
export function dynamicConfigSection({ namePrefix }: AuthModel): Section<ServerConfig['dynamicConfigClient']> {
  const files = new SectionFiles();
  const source = { kind: 'ConfigMap', name: objectNames(namePrefix).serverConfig, key: DYNAMIC_CONFIG_KEY } as const;
  const filepath = files.mounted(SERVER_PATHS.dynamicConfig, source);
  return { config: { filepath, pollInterval: goDuration(60) }, files: files.files };
}

/** Membership between the services is plain text unless this is on; it then uses the internode certificates. */
export function renderDynamicConfig(): Record<string, unknown> {
  return { 'system.enableRingpopTLS': [{ value: true }] };
}

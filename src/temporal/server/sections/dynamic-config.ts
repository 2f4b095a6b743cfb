import { goDuration } from '../../../core/durations';
import { compareVersions } from '../../../core/order';
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

/**
 * Membership between the services is plain text unless `enableRingpopTLS` is on; it then uses the internode certificates. Since
 * 1.31.3 a switch has the server ignore a header by which a caller's callback is delivered inside the cluster; since 1.32.0 it is off
 * by itself.
 */
export function renderDynamicConfig(version: string): Record<string, unknown> {
  const hasOpenSwitch = compareVersions(version, '1.31.3') >= 0 && compareVersions(version, '1.32.0') < 0;
  return {
    'system.enableRingpopTLS': [{ value: true }],
    ...(hasOpenSwitch && { 'callback.inspectSourceHeader': [{ value: false }] }),
  };
}

import type { ServerModel } from '../model/temporal';
import { DEFAULT_SERVER_VERSION, missingFixes, unreadFeatures } from '../temporal/server-versions';
import type { TemporalAuthStackProps } from './stack-props';

/** The server as declared, with what its version lacks. */
export function serverModel(props: TemporalAuthStackProps, jwksFile: boolean): ServerModel {
  const version = props.serverVersion ?? DEFAULT_SERVER_VERSION;
  return {
    version,
    missingFixes: missingFixes(version),
    unreadFeatures: unreadFeatures(version, { jwksFile }),
    acknowledgedFixes: props.acknowledgedFixes ?? [],
    numHistoryShards: props.numHistoryShards ?? 512,
  };
}

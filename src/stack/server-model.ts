import type { ServerModel } from '../model/server';
import { missingFixes } from '../temporal/server/authorization-fixes';
import { DEFAULT_SERVER_VERSION } from '../temporal/server/versions';
import type { TemporalAuthStackProps } from './stack-props';

/** The server as declared, with what its version lacks. */
export function serverModel(props: TemporalAuthStackProps): ServerModel {
  const version = props.serverVersion ?? DEFAULT_SERVER_VERSION;
  return {
    version,
    missingFixes: missingFixes(version),
    acknowledgedFixes: props.acknowledgedFixes ?? {},
    numHistoryShards: props.numHistoryShards ?? 512,
  };
}

import { goDuration } from '../../../core/durations';
import type { Section } from '../../../model/section';
import type { ServerConfig } from '../server-config';

/** `global.membership`. There are no addresses in it: the server detects its own. */
export function membershipSection(): Section<ServerConfig['global']['membership']> {
  return { config: { maxJoinDuration: goDuration(30) } };
}

import type { PolicyModel } from '../../access/model';

/** The file in which the policy server is told where its policy lies and how it decides in doubt. */
export const SETTINGS_FILE = 'settings.json';

/** The policy server's settings, of which it knows every member. */
export function renderSettings(
  { groupsClaimName, staleness, decisionLog, metricsPort }: PolicyModel,
  directory: string,
): string {
  return JSON.stringify({
    version: 1,
    directory,
    groupsClaim: groupsClaimName,
    staleness: { seconds: staleness.seconds, failClosed: staleness.failClosed },
    decisionLog,
    metrics: metricsPort && { listen: `:${metricsPort}` },
  });
}

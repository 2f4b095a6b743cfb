import type { PolicyModel } from '../../access/model';
import { groupedBy } from '../../core/order';
import type { AuthorityFile } from './certificates';

/** The file in which the policy server is told where its policy lies and how it decides in doubt. */
export const SETTINGS_FILE = 'settings.json';

/** The policy server's settings, of which it knows every member. */
export function renderSettings(
  enforcement: PolicyModel,
  directory: string,
  authorities: readonly AuthorityFile[],
): string {
  const { groupsClaimName, staleness, decisionLog, metricsPort } = enforcement;
  const files = [...groupedBy(authorities, ({ authority }) => authority)];
  return JSON.stringify({
    version: 1,
    directory,
    groupsClaim: groupsClaimName,
    authorities: Object.fromEntries(files.map(([name, own]) => [name, own.map(({ path }) => path)])),
    staleness,
    decisionLog,
    metrics: metricsPort === undefined ? undefined : { listen: `:${metricsPort}` },
  });
}

import { compareVersions } from '../../core/order';
import type { Feature } from '../../model/section';

/** Public keys that are read from a file. */
export const JWKS_FILE: Feature = {
  option: 'Authentication.apiKeys.jwksFile',
  what: 'public keys that are read from a file (keySourceURIs with file://)',
  since: '1.32.0',
  instead: 'serve the keys over https and give jwksUri',
};

/** Whether a version of the server reads a feature. */
export function isReadBy(version: string, { since }: Feature): boolean {
  return compareVersions(version, since) >= 0;
}

import { refuse } from '../core/errors';
import { matching } from '../core/guards';
import type { ExternalSecretModel } from './model';

const isVersion = matching(
  /^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/,
  'a full version x.y.z of External Secrets',
  'Write all three numbers, without "v".',
);

/**
 * The API version that a release of the operator serves and that has all the fields that we emit.
 *
 * - below 0.9.0: neither (a template cannot be merged with fetched values reliably before)
 * - 0.9.0 to 0.15.x: `v1beta1`
 * - 0.16.0 to 2.x: `v1`; 0.17.0 and later no longer serve `v1beta1`
 * - 3.0.0 and later: unknown
 *
 * Throws `INVALID_VALUE`, `UNSERVED_API_VERSION`. Source: `config/crds/bases` of the releases v0.9.0 to v2.9.0.
 */
export function servedApiVersion(version: string, option: string): ExternalSecretModel['apiVersion'] {
  const [major, minor] = isVersion(version, option).split('.').map(Number);
  if (major > 2 || (major === 0 && minor < 9)) {
    refuse('UNSERVED_API_VERSION', {
      option,
      value: version,
      expected: 'a release of External Secrets from 0.9.0 to 2.x',
      fix: major > 2 ? 'Use a version of this library that knows the release.' : 'Upgrade the operator.',
    });
  }
  return major === 0 && minor < 16 ? 'external-secrets.io/v1beta1' : 'external-secrets.io/v1';
}

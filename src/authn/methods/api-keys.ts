import { refuse } from '../../core/errors';
import { readNamedFile } from '../../core/files/named-file';
import { optional, readOptions, text } from '../../core/guards';
import { audience } from '../audience';
import { requireDistinct } from '../distinct-values';
import type { AuthenticationModel } from '../model';
import { jwksUri as readJwksUri } from '../provider-urls';
import { renderPublicJwks } from '../public-jwks';

/** API keys: tokens that are verified by public keys. */
export interface ApiKeysOptions {
  /**
   * A file with a JSON Web Key Set of public keys, beside the program. It is read at synthesis and mounted into the
   * frontend's pods; the private key need not be in the cluster. Needs Temporal 1.32.0.
   *
   * @default - `jwksUri` is given instead
   */
  readonly jwksFile?: string;
  /**
   * An https URL with a JSON Web Key Set of public keys.
   *
   * @default - `jwksFile` is given instead
   */
  readonly jwksUri?: string;
  /** The audience (`aud`) that a token must name. The server checks one audience for all methods. */
  readonly audience: string;
}

const AT = 'Authentication.apiKeys';

/** What the server checks API keys by. Throws `MISSING_AUDIENCE`, `INVALID_JWKS`, `INVALID_URL`, `INVALID_VALUE`. */
export function apiKeysModel(apiKeys: ApiKeysOptions): AuthenticationModel {
  const { jwksFile, jwksUri, ...expected } = readOptions<ApiKeysOptions>(AT, apiKeys, {
    jwksFile: optional(text('a file path', 4096)),
    jwksUri: optional(readJwksUri),
    audience,
  });
  requireDistinct(AT, { jwksUri, ...expected });
  if (jwksFile !== undefined && jwksUri === undefined) {
    return { ...expected, keySourceUris: [], jwks: readJwksFile(jwksFile, `${AT}.jwksFile`) };
  }
  if (jwksFile === undefined && jwksUri !== undefined) return { ...expected, keySourceUris: [jwksUri] };
  return refuse('INVALID_VALUE', {
    option: AT,
    found: jwksFile === undefined ? 'neither' : 'both',
    expected: 'exactly one of jwksFile and jwksUri',
    fix: 'Name the file beside the program, or the URL of the keys.',
  });
}

function readJwksFile(path: string, option: string): string {
  const expected = 'a readable file with a JSON Web Key Set';
  return renderPublicJwks(readNamedFile(path, { code: 'INVALID_JWKS', option, value: path, expected }), option);
}

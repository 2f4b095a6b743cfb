import { refuse } from '../../core/errors';
import { type Check, text } from '../../core/guards';
import { minorOf } from '../../core/order';

/** The version that is assumed where a program declares none; the end-to-end tests run it. */
export const DEFAULT_SERVER_VERSION = '1.32.2';

/** Minor versions whose configuration keys and API catalogue this library has tables for. */
const SUPPORTED_MINORS = ['1.31', '1.32'] as const;

/** A full server version. Throws `INVALID_SERVER_VERSION`, `UNSUPPORTED_SERVER_VERSION`. */
export const serverVersion: Check<string> = (value, option) => {
  const version = text('a Temporal server version')(value, option);
  if (!/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version)) {
    refuse('INVALID_SERVER_VERSION', {
      option,
      value: version,
      expected: 'a full version x.y.z of the Temporal server',
      fix: `Write all three numbers, for example "${DEFAULT_SERVER_VERSION}": fixes of authorization come in patch releases.`,
    });
  }
  if (!(SUPPORTED_MINORS as readonly string[]).includes(minorOf(version))) {
    refuse('UNSUPPORTED_SERVER_VERSION', {
      option,
      value: version,
      expected: `a version of ${SUPPORTED_MINORS.join(' or ')}`,
      fix: 'Choose a version of these, or a release of this library that knows yours: which keys and APIs a server reads differs by version.',
    });
  }
  return version;
};

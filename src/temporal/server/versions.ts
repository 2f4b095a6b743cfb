import { refuse } from '../../core/errors';
import { type Check, text } from '../../core/guards';
import type { AuthorizationFixModel } from '../../model/server';

/** The version that is assumed where a program declares none; the end-to-end tests run it. */
export const DEFAULT_SERVER_VERSION = '1.32.2';

/** Minor versions whose configuration keys and API catalogue this library has tables for. */
const SUPPORTED_MINORS = ['1.31', '1.32'] as const;

/** Source: release notes and pull requests of temporalio/temporal. */
export const AUTHORIZATION_FIXES: readonly AuthorizationFixModel[] = [
  {
    id: 'temporal-8858',
    what: 'commands of a workflow task that reach into another Temporal namespace are authorized there',
    fixedIn: ['1.27.4', '1.28.2', '1.29.2', '1.30.0'],
  },
  {
    id: 'temporal-9917',
    what: 'streaming calls are authorized',
    fixedIn: ['1.28.4', '1.29.6', '1.30.4', '1.31.2', '1.32.0'],
  },
];

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

/** The authorization fixes that a version lacks. */
export function missingFixes(version: string): AuthorizationFixModel[] {
  return AUTHORIZATION_FIXES.filter((fix) => !hasFix(version, fix));
}

/** The `x.y` of a version. */
export function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function hasFix(version: string, fix: AuthorizationFixModel): boolean {
  const sameMinor = fix.fixedIn.find((fixed) => minorOf(fixed) === minorOf(version));
  if (sameMinor !== undefined) return compareVersions(version, sameMinor) >= 0;
  return fix.fixedIn.every((fixed) => compareVersions(version, fixed) > 0); // a newer minor than all of them
}

/** Less than 0 where the first is the older one, 0 where both are the same. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    if (left[index] !== right[index]) return left[index] - right[index];
  }
  return 0;
}

import { unmetAcknowledgement } from '../core/acknowledgements';
import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const authorizationFixes: Rule<AuthModel> = {
  id: 'authorization-fixes',
  what: 'The server has the published fixes of its authorization.',
  why: 'One that lacks a fix lets callers past its authorizer, however it is configured.',
  codes: ['VULNERABLE_SERVER_VERSION', 'UNMET_ACKNOWLEDGEMENT'],
  check: ({ path, server: { version, missingFixes, acknowledgedFixes } }) => [
    ...missingFixes.map(({ id, what, fixedIn, source }) => ({
      ...errorOf('VULNERABLE_SERVER_VERSION', {
        path,
        option: 'TemporalAuthStack.serverVersion',
        value: version,
        expected: `a version in which ${what} (${fixedIn.join(', ')} or newer)`,
        fix: `Run a fixed version, or accept the hole in writing: acknowledgedFixes: { '${id}': '…' }.`,
        details: [source],
      }),
      acknowledged: acknowledgedFixes[id],
    })),
    ...Object.keys(acknowledgedFixes)
      .filter((id) => !missingFixes.some((fix) => fix.id === id))
      .map((id) =>
        unmetAcknowledgement(path, `TemporalAuthStack.acknowledgedFixes.${id}`, 'VULNERABLE_SERVER_VERSION'),
      ),
  ],
};

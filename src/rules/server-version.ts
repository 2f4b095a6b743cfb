import { unmetAcknowledgement } from '../core/acknowledgements';
import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';
import { isReadBy } from '../temporal/server/features';
import { renderServer } from '../temporal/server/render-server';

export const authorizationFixes: Rule<AuthModel> = {
  id: 'authorization-fixes',
  what: 'The server has the published fixes of its authorization.',
  why: 'One that lacks a fix lets callers past its authorizer, however it is configured.',
  check: ({ path, server: { version, missingFixes, acknowledgedFixes } }) => [
    ...missingFixes.map(({ id, what, fixedIn }) => ({
      ...errorOf('VULNERABLE_SERVER_VERSION', {
        path,
        option: 'TemporalAuthStack.serverVersion',
        value: version,
        expected: `a version in which ${what} (${fixedIn.join(', ')} or newer)`,
        fix: `Run a fixed version, or accept the hole in writing: acknowledgedFixes: { '${id}': '…' }.`,
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

export const readKeys: Rule<AuthModel> = {
  id: 'read-keys',
  what: 'The server reads every key that is written for it.',
  why: 'An older server drops a key that it does not know without a word.',
  check: (model) => {
    const { path, server } = model;
    return renderServer(model, 'frontend')
      .features.filter((feature) => !isReadBy(server.version, feature))
      .map((feature) =>
        errorOf('UNREAD_KEY', {
          path,
          option: feature.option,
          value: server.version,
          expected: `Temporal ${feature.since} or newer for ${feature.what}`,
          fix: `Declare a newer serverVersion and run it, or ${feature.instead}.`,
        }),
      );
  },
};

import { errorOf } from '../core/problem';
import { isReadBy } from '../temporal/server/features';
import { renderServer } from '../temporal/server/render-server';
import type { Rule } from './rule';

/** A server that lacks a published fix lets callers past its authorizer, however it is configured. */
export const authorizationFixes: Rule = ({ path, server }) =>
  server.missingFixes
    .filter((fix) => !server.acknowledgedFixes.includes(fix.id))
    .map((fix) =>
      errorOf('VULNERABLE_SERVER_VERSION', {
        path,
        option: 'TemporalAuthStack.serverVersion',
        value: server.version,
        expected: `a version in which ${fix.what} (${fix.fixedIn.join(', ')} or newer)`,
        fix: `Run a fixed version, or accept the hole in writing: acknowledgedFixes: ['${fix.id}'].`,
      }),
    );

/** An older server drops a key that it does not know without a word. */
export const readKeys: Rule = (model) => {
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
};

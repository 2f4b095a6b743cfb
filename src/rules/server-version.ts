import { errorFinding } from '../core/findings';
import type { Rule } from './rule';

/** A server that lacks a published fix lets callers past its authorizer, however it is configured. */
export const authorizationFixes: Rule = ({ path, server }) =>
  server.missingFixes
    .filter((fix) => !server.acknowledgedFixes.includes(fix.id))
    .map((fix) =>
      errorFinding('VULNERABLE_SERVER_VERSION', {
        path,
        option: 'TemporalAuthStack.serverVersion',
        value: server.version,
        expected: `a version in which ${fix.what} (${fix.fixedIn.join(', ')} or newer)`,
        fix: `Run a fixed version, or accept the hole in writing: acknowledgedFixes: ['${fix.id}'].`,
      }),
    );

/** An older server drops a key that it does not know without a word. */
export const readKeys: Rule = ({ path, server }) =>
  server.unreadFeatures.map((feature) =>
    errorFinding('UNREAD_KEY', {
      path,
      option: feature.option,
      value: server.version,
      expected: `Temporal ${feature.since} or newer for ${feature.what}`,
      fix: `Declare a newer serverVersion and run it, or ${feature.instead}.`,
    }),
  );

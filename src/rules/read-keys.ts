import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';
import { isReadBy } from '../temporal/server/features';
import { renderServer } from '../temporal/server/render-server';

export const readKeys: Rule<AuthModel> = {
  id: 'read-keys',
  what: 'The server reads every key that is written for it.',
  why: 'An older server drops a key that it does not know without a word.',
  codes: ['UNREAD_KEY'],
  check: (model) => {
    const { path, server } = model;
    return renderServer(model, 'frontend')
      .features.filter((feature) => !isReadBy(server.version, feature))
      .map((feature) =>
        errorOf('UNREAD_KEY', {
          path,
          option: feature.option,
          found: `Temporal ${server.version}`,
          expected: `Temporal ${feature.since} or newer for ${feature.what}`,
          fix: `Declare a newer serverVersion and run it, or ${feature.instead}.`,
        }),
      );
  },
};

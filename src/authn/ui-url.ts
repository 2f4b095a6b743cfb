import { refuse } from '../core/errors';
import type { Check } from '../core/guards';
import { pageUrl } from '../core/https-url';

/** Pages of the UI itself, below the URL that is asked for: what a browser's address bar shows. */
const PAGE = /\/(auth\/sso(_callback|\/callback)?|login|namespaces(\/.*)?)$/;

/**
 * Reads the URL of the UI, and gives it back without a slash at its end. Its path must be one that the UI takes for itself:
 * it compares it with what is asked for, letter by letter.
 *
 * Throws `INVALID_URL`. Source: server/route/public_path.go and ui.go of the UI server.
 */
export const uiUrl: Check<string> = (value, option) => {
  const url = pageUrl(value, option).replace(/\/+$/, '');
  const [, path] = /^https?:\/\/[^/?]*(.*)$/.exec(url) as RegExpExecArray;
  const refuseUrl = (fix: string): never =>
    refuse('INVALID_URL', {
      option,
      value: url,
      expected: 'the URL of the UI as people open it, a page of it not',
      fix,
    });
  if (PAGE.test(path)) refuseUrl(`Write ${url.replace(PAGE, '')}: this is a page below it.`);
  if (!/^(\/[\w~-][\w.~-]*)*$/.test(path))
    refuseUrl('Keep to letters, digits, "-", "_", "." and "~" in its path, and to no query.');
  return url;
};

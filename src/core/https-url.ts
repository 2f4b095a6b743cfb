import { refuse } from './errors';
import { type Check, text } from './guards';

/** Link-local and unspecified addresses, as WHATWG parsing writes them. */
const UNUSABLE = /^(169\.254\.\d+\.\d+|0\.0\.0\.0|\[fe[89ab].*\]|\[::\])$/;
const EXPECTED = 'an https URL with a host, without user, password or fragment';

/**
 * A URL from which Temporal, the UI or cert-manager gets what it trusts. Plain http is refused: whoever is on the way could hand the
 * server keys of their own. So are addresses that only a machine's own metadata service answers on.
 *
 * Throws `INVALID_URL`.
 */
export const httpsUrl: Check<string> = (value, option) => {
  const given = text('an https URL', 2048)(value, option);
  const refuseUrl = (fix: string): never => refuse('INVALID_URL', { option, value: given, expected: EXPECTED, fix });
  if (/[^\x21-\x7e]/.test(given))
    refuseUrl('Remove blanks and characters that are not ASCII; write an international host in its xn-- form.');
  // WHATWG parsing repairs what it reads ("https:///x" becomes a host), so the raw form is held first.
  if (!/^https:\/\/[^/]/i.test(given)) refuseUrl('Write it out, beginning with https://.');
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    return refuseUrl('Correct the URL.');
  }
  if (url.username || url.password) refuseUrl('Remove user and password: they would stand in a manifest.');
  if (url.hash || given.includes('#')) refuseUrl('Remove the fragment: it is never sent.');
  if (UNUSABLE.test(url.hostname)) refuseUrl('Name the host that is meant: this address is link-local or unspecified.');
  return `https${given.slice('https'.length)}`; // only the scheme is lower-cased: issuers are compared to the letter
};

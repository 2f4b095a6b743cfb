import { refuse } from './errors';
import { type Check, text } from './guards';
import { secretParameter } from './redact';

/** Link-local and unspecified addresses, as WHATWG parsing writes them. */
const UNUSABLE = /^(169\.254\.\d+\.\d+|0\.0\.0\.0|\[fe[89ab].*\]|\[::\]|\[::ffff:(a9fe:.*|0:0)\])$/;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/i;
/** A host, a port and what RFC 3986 lets stand behind them: WHATWG parsing repairs the rest, and Go's refuses it. */
const HTTP_URL =
  /^(https?):\/\/([a-z\d._-]+|\[[\da-f:.]+\])(?::\d+)?(?:[/?](?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*(?<!:))?$/i;
const EXPECTED = 'an https URL with a host, without user, password or fragment';

/**
 * A URL from which Temporal, the UI or cert-manager gets what it trusts. Plain http is refused: whoever is on the way could hand the
 * server keys of their own. So are addresses that only a machine's own metadata service answers on, and texts that Go or YAML,
 * in which the UI writes it without quotes, reads as something else.
 *
 * Throws `INVALID_URL`.
 */
export const httpsUrl: Check<string> = (value, option) => readUrl(value, option, false);

/**
 * The URL of a page for people: over https, or over http where no network is between, as behind a forwarded port.
 *
 * Throws `INVALID_URL`.
 */
export const pageUrl: Check<string> = (value, option) => readUrl(value, option, true);

function readUrl(value: unknown, option: string, plainOnLoopback: boolean): string {
  const given = text('an https URL', 2048)(value, option);
  const expected = plainOnLoopback ? `${EXPECTED}; or http on localhost` : EXPECTED;
  const refuseUrl = (fix: string): never => refuse('INVALID_URL', { option, value: given, expected, fix });
  const parameter = secretParameter(given);
  if (parameter !== undefined) {
    const fix = `Remove the parameter ${parameter}, or have the server answer without it: its value would stand in a manifest.`;
    refuse('INVALID_URL', { option, value: given, secret: true, expected, fix });
  }
  if (/[^\x21-\x7e]/.test(given))
    refuseUrl('Remove blanks and characters that are not ASCII; write an international host in its xn-- form.');
  if (/^[^/]*\/\/[^/?]*@/.test(given)) refuseUrl('Remove user and password: they would stand in a manifest.');
  if (given.includes('#')) refuseUrl('Remove the fragment: it is never sent.');
  const [, scheme, host] = HTTP_URL.exec(given) ?? refuseUrl('Write it out, beginning with https://.');
  const plain = scheme.length === 'http'.length;
  if (plain && !(plainOnLoopback && LOOPBACK.test(host))) refuseUrl('Write it out, beginning with https://.');
  const readAs = hostOf(given) ?? refuseUrl('Correct the URL.');
  if (!host.startsWith('[') && readAs !== host.toLowerCase()) refuseUrl(`Correct the host: it is read as ${readAs}.`);
  if (UNUSABLE.test(readAs)) refuseUrl('Name the host that is meant: this address is link-local or unspecified.');
  return `${scheme.toLowerCase()}${given.slice(scheme.length)}`; // only the scheme: issuers are compared to the letter
}

/** The host as a browser reads it, which takes "0x7f.1" for an address. */
function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname;
  } catch {
    return undefined;
  }
}

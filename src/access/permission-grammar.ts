import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';
import { describeValue } from '../core/redact';
import { didYouMean } from '../core/suggest';
import { ADMIN, PERMISSIONS, RESOURCES } from './catalogue/api-catalogue';

/*
 * The one grammar of a permission:
 *
 *   permission = "temporal:admin" | "temporal:" resource ":" ( action | "*" )
 *
 * Resources and actions are those of the API catalogue, in lower case. "*" stands for a whole action and for nothing else:
 * "temporal:w*" would match what nobody meant by prefix. A Temporal namespace is never part of a permission.
 */

const EXPECTED = '"temporal:<resource>:<action>", "temporal:<resource>:*" or "temporal:admin"';

/** Reads the text of a permission. Throws `INVALID_PERMISSION`, `WRONG_TYPE`, `UNSAFE_TEXT`. */
export const permissionText: Check<string> = (value, option) => {
  const given = text(`a permission: ${EXPECTED}`, 200)(value, option);
  if (isPermission(given)) return given;
  return refuse('INVALID_PERMISSION', { option, value: given, expected: EXPECTED, fix: adviceOn(given) });
};

function isPermission(text: string): boolean {
  return (
    text === ADMIN || PERMISSIONS.includes(text) || RESOURCES.some((resource) => text === `temporal:${resource}:*`)
  );
}

/** Whether who holds the one permission has the other, which is of the catalogue. */
export function implies(held: string, needed: string): boolean {
  if (held === ADMIN || held === needed) return true;
  return held.endsWith(':*') && needed.startsWith(held.slice(0, -1));
}

/** The permissions of a resource that exist. */
function actionsOf(resource: string): string[] {
  return PERMISSIONS.filter((permission) => permission.startsWith(`temporal:${resource}:`));
}

function adviceOn(given: string): string {
  const lower = given.toLowerCase();
  if (given !== lower)
    return isPermission(lower) ? `Write it in lower case: ${describeValue(lower)}.` : adviceOn(lower);
  const segments = given.split(':');
  if (segments.length === 2 && segments[0] !== 'temporal' && LEVEL_WORDS.has(segments[1]))
    return adviceOnClaim(segments);
  if (given.includes('*')) {
    return '"*" stands for all actions of one resource, as in "temporal:workflow:*"; for everything write "temporal:admin".';
  }
  if (segments[0] !== 'temporal' || segments.length !== 3)
    return `${didYouMean(given, PERMISSIONS)}Write the three parts.`;
  if (!RESOURCES.includes(segments[1])) {
    return `${didYouMean(segments[1], RESOURCES)}The resources are ${RESOURCES.join(', ')}.`;
  }
  const actions = actionsOf(segments[1]);
  return `${didYouMean(given, actions)}The permissions of ${segments[1]} are ${actions.join(', ')}.`;
}

/** The words that people write for the levels of the default claim mapper; it drops those that it does not know silently. */
const LEVEL_WORDS = new Map([
  ['read', ''],
  ['write', ''],
  ['worker', ' (Alone it would allow nothing.)'],
  ['admin', ''],
  ['reader', ' (The word in a token would be "read".)'],
  ['writer', ' (The word in a token would be "write".)'],
]);

function adviceOnClaim([place, level]: readonly string[]): string {
  const isSystem = place === '' || place.toLowerCase().endsWith('system');
  const places = isSystem ? 'TemporalNamespaces.all()' : `TemporalNamespaces.of(${describeValue(place)})`;
  return `This is the claim of a token, which is derived: name what may be done, and where by ${places}.${LEVEL_WORDS.get(level)}`;
}

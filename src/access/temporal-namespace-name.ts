import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';
import { RESOURCES } from './api-catalogue';
import { LEVELS } from './api-row';

/** `limit.maxIDLength` of the server, in bytes; names are ASCII here, so that bytes are characters. */
const LONGEST = 1000;

/**
 * A token carries `<namespace>:<level>`, split at the first colon without trimming. What is allowed is a name that survives
 * this, that looks like no other name, and that a Markdown table or a shell shows as it is.
 */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/**
 * Words that mean something else where a namespace may stand: a claim `temporal:admin` would read like the permission of
 * that name, and `workflow:read` like half of one.
 */
const RESERVED_WORDS = new Set(['temporal', 'system', 'worker', ...LEVELS, ...RESOURCES]);

/** The name of a Temporal namespace. Throws `INVALID_TEMPORAL_NAMESPACE` and what `text` throws. */
export const temporalNamespaceName: Check<string> = (value, option) => {
  const name = text('the name of a Temporal namespace', LONGEST)(value, option);
  const lower = name.toLowerCase();
  const refuseName = (expected: string, fix: string) =>
    refuse('INVALID_TEMPORAL_NAMESPACE', { option, value: name, expected, fix });
  if (lower === 'system' || lower.startsWith('temporal-')) {
    refuseName('a Temporal namespace that does not belong to Temporal itself', SYSTEM_ADVICE);
  }
  if (name.includes('*')) {
    refuseName('the name of one Temporal namespace', 'For every one, write TemporalNamespaces.all().');
  }
  if (RESERVED_WORDS.has(lower)) {
    refuseName(
      'a name that is no word of a permission or claim',
      'Choose another name: this one is ambiguous in a token.',
    );
  }
  if (!NAME.test(name)) {
    refuseName('ASCII letters, digits, "-", "_" and ".", a letter or digit at both ends', adviceOn(name));
  }
  return name;
};

const SYSTEM_ADVICE =
  'The system scope is never named as a namespace: a role with actions on the cluster over TemporalNamespaces.all() reaches it.';

function adviceOn(name: string): string {
  if (/[^ -~]/.test(name)) return 'Remove the characters that are not ASCII (they are shown escaped).';
  if (name.includes(':')) return 'A token separates namespace and level by the first ":"; choose a name without one.';
  return 'Choose another name.';
}

import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';

/** `limit.maxIDLength` of the server, in bytes; names are ASCII here, so that bytes are characters. */
const LONGEST = 1000;

/**
 * A token carries `<namespace>:<level>`, split at the first colon without trimming. What is allowed is a name that survives
 * this, that looks like no other name, and that a Markdown table or a shell shows as it is.
 */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** What people write who mean the system scope. The server has one namespace of its own, and takes any other name. */
const SYSTEM = ['system', 'temporal-system'];

/** The name of a Temporal namespace. Throws `INVALID_TEMPORAL_NAMESPACE` and what `text` throws. */
export const temporalNamespaceName: Check<string> = (value, option) => {
  const name = text('the name of a Temporal namespace', LONGEST)(value, option);
  const refuseName = (expected: string, fix: string) =>
    refuse('INVALID_TEMPORAL_NAMESPACE', { option, value: name, expected, fix });
  if (SYSTEM.includes(name.toLowerCase())) {
    refuseName('a Temporal namespace that does not belong to Temporal itself', SYSTEM_ADVICE);
  }
  if (name.includes('*')) {
    refuseName('the name of one Temporal namespace', 'For every one, write TemporalNamespaces.all().');
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

import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';

/** The name of a database's host, by which its certificate is verified: an address would never verify by name. */
export const hostName: Check<string> = (value, option) => {
  const host = text('a host name', 253)(value, option).toLowerCase();
  const labels = host.split('.');
  if (
    !labels.every((label) => /^[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?$/.test(label)) ||
    /^\d+$/.test(labels[labels.length - 1])
  ) {
    refuse('INVALID_VALUE', {
      option,
      value: host,
      expected: 'a DNS name',
      fix: "Write the name that the database's certificate holds: it is verified at each connection.",
    });
  }
  return host;
};

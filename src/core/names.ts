import { refuse } from './errors';
import { type Check, text } from './guards';
import { describeValue, REDACTED } from './redact';

/** How many characters an RFC 1123 label holds. */
export const LONGEST_LABEL = 63;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Namespaces of Kubernetes itself: what lands there shares the control plane's fate and often escapes policy. */
const SYSTEM_NAMESPACES = /^kube-/;

/**
 * An RFC 1123 label: at most 63 characters, lower-case letters, digits and `-`, with a letter or digit at both ends.
 * Throws `INVALID_NAME`. Source: Kubernetes, "Object Names and IDs".
 */
export const labelName: Check<string> = (value, option) => {
  const name = text('an RFC 1123 label')(value, option);
  if (!isLabel(name)) {
    refuse('INVALID_NAME', {
      option,
      value: name,
      expected: `an RFC 1123 label: at most ${LONGEST_LABEL} lower-case letters, digits and "-", a letter or digit at both ends`,
      fix: adviceOn(name, isLabel),
    });
  }
  return name;
};

/**
 * An RFC 1123 subdomain: labels joined by dots, at most 253 characters. Throws `INVALID_NAME`.
 * Source: Kubernetes, "Object Names and IDs".
 */
export const subdomainName: Check<string> = (value, option) => {
  const name = text('an RFC 1123 subdomain')(value, option);
  if (!isSubdomainName(name)) {
    refuse('INVALID_NAME', {
      option,
      value: name,
      expected:
        'an RFC 1123 subdomain: at most 253 lower-case letters, digits, "-" and ".", a letter or digit at both ends of each part',
      fix: adviceOn(name, isSubdomainName),
    });
  }
  return name;
};

/** A Kubernetes namespace that is not the system's. Throws `INVALID_NAME`, `RESERVED_NAMESPACE`. */
export const namespaceName: Check<string> = (value, option) => {
  const name = labelName(value, option);
  if (SYSTEM_NAMESPACES.test(name)) {
    refuse('RESERVED_NAMESPACE', {
      option,
      value: name,
      expected: 'a namespace that does not belong to Kubernetes itself',
      fix: 'Choose a namespace of your own.',
    });
  }
  return name;
};

/**
 * A key of a Secret or ConfigMap, which becomes a file name. Throws `INVALID_NAME`, `UNSAFE_KEY`.
 * Source: Kubernetes API, `IsConfigMapKey`.
 */
export const dataKey: Check<string> = (value, option) => {
  const name = text('a data key')(value, option);
  if (name === '__proto__') {
    // Kubernetes would take it, but a JavaScript object loses it without a word.
    refuse('UNSAFE_KEY', { option, expected: 'a data key other than __proto__', fix: 'Choose another key.' });
  }
  if (name.length > 253 || !/^[-._a-zA-Z0-9]+$/.test(name) || name.startsWith('..') || name === '.') {
    refuse('INVALID_NAME', {
      option,
      value: name,
      expected: 'a data key: at most 253 letters, digits, "-", "_" and ".", not beginning with ".."',
      fix: 'Choose another key.',
    });
  }
  return name;
};

/** Names derived from others must stay within the limit of the object that they name. Throws `INVALID_NAME`. */
export function derivedName(parts: readonly string[], option: string): string {
  return labelName(parts.join('-'), option);
}

function isLabel(name: string): boolean {
  return name.length <= LONGEST_LABEL && LABEL.test(name);
}

function isSubdomainName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => LABEL.test(label));
}

/** @param isName what the advised name must be */
function adviceOn(name: string, isName: (name: string) => boolean): string {
  if (describeValue(name) === REDACTED) return 'Choose another name.'; // a corrected copy would show what was redacted
  if (/\P{ASCII}/u.test(name)) return 'Remove the characters that are not ASCII (they are shown escaped).';
  const lower = name.toLowerCase().replaceAll('_', '-');
  const fitting = [lower, lower.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')].find(isName);
  return fitting === undefined
    ? 'Choose another name.'
    : `Write it in lower case, with "-" for other characters: "${fitting}".`;
}

import { refuse } from '../../core/errors';
import type { Check } from '../../core/guards';
import { describePrivateKey, isAccepted } from '../keys/public-key';
import type { CertificateProfile } from '../model';
import { ipRange } from '../names/ip-addresses';
import { isEmpty, type NameSubtrees } from '../names/name-constraints';
import { dnsDomain, emailDomain, uriDomain } from '../names/name-subtrees';
import { dnsNameOrWildcard, ipAddress, refuseSan } from '../names/subject-alternative-names';
import { subjectText } from '../names/subject-text';

const SHORTEST_SECONDS = 3600;
const LONGEST_SECONDS = 25 * 365 * 86_400;
const MOST_NAMES = 1000;
const LEAF_KEY_USAGES: readonly string[] = ['digital signature'];

/** A URI with a host of RFC 1123 labels, as SPIFFE and every strict verifier take it. */
const URI = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\/[\w.~!$&'()*+,;=:@%-]*)*$/;
const LONGEST_URI = 2048;

/**
 * Refuses a profile whose certificate some verifier would read differently from what it says. The program's own checks run
 * before; this is the last one before a signature, for every caller.
 *
 * Throws `INVALID_SAN`, `INVALID_LIFETIME`, `INVALID_VALUE`, `UNSAFE_TEXT`, `OUT_OF_RANGE`, `WEAK_KEY`, `EMPTY_LIST`,
 * `DUPLICATE_VALUE`.
 */
export function requireIssuable(profile: CertificateProfile): void {
  const { name, subject, privateKey, durationSeconds } = profile;
  for (const [key, value] of Object.entries(subject)) {
    if (value !== undefined) subjectText('a text of the subject')(value, `${name}.subject.${key}`);
  }
  if (!isAccepted(privateKey)) {
    refuse('WEAK_KEY', {
      option: `${name}.privateKey`,
      found: describePrivateKey(privateKey),
      expected: 'RSA 2048, 3072 or 4096, P-256 or P-384',
      fix: 'Choose one of these.',
    });
  }
  if (!(durationSeconds >= SHORTEST_SECONDS && durationSeconds <= LONGEST_SECONDS)) {
    refuse('INVALID_LIFETIME', {
      option: `${name}.duration`,
      found: `${durationSeconds} s`,
      expected: 'at least 1 hour and at most 25 years of 365 days',
      fix: 'Choose another duration.',
    });
  }
  requireCanonical(profile.dnsNames, dnsNameOrWildcard, `${name}.dnsNames`);
  requireCanonical(profile.ipAddresses, ipAddress, `${name}.ipAddresses`);
  requireCanonical(profile.uris, uri, `${name}.uris`);
  if (profile.permittedNames !== undefined) requirePermittedNames(profile, profile.permittedNames);
  if (profile.kind === 'leaf') requireLeaf(profile);
}

function requireLeaf({ name, dnsNames, ipAddresses, uris, ...profile }: CertificateProfile): void {
  const names = dnsNames.length + ipAddresses.length + uris.length;
  if (names === 0) {
    refuse('EMPTY_LIST', {
      option: `${name}.dnsNames`,
      expected: 'at least one subject alternative name',
      fix: 'Give a name: verifiers no longer read the common name.',
    });
  }
  if (names > MOST_NAMES) {
    refuse('OUT_OF_RANGE', {
      option: `${name}.dnsNames`,
      found: `${names} names`,
      expected: `at most ${MOST_NAMES} subject alternative names`,
      fix: 'Split the certificate.',
    });
  }
  if (profile.extendedKeyUsages.length === 0) {
    refuse('EMPTY_LIST', {
      option: `${name}.usages`,
      expected: 'server auth, client auth or both',
      fix: 'Say what it is for: without a list Go lets it do everything.',
    });
  }
  const option = `${name}.usages`;
  const usages = [...profile.keyUsages, ...profile.extendedKeyUsages];
  const repeated = usages.find((usage, index) => usages.indexOf(usage) !== index);
  if (repeated !== undefined) {
    refuse('DUPLICATE_VALUE', { option, value: repeated, expected: 'each usage once', fix: 'Remove it.' });
  }
  const enciphers = profile.privateKey.algorithm === 'RSA' && profile.extendedKeyUsages.includes('server auth');
  const allowed = enciphers ? [...LEAF_KEY_USAGES, 'key encipherment'] : LEAF_KEY_USAGES;
  const forbidden = profile.keyUsages.find((usage) => !allowed.includes(usage));
  if (forbidden !== undefined || !profile.keyUsages.includes('digital signature')) {
    refuse('INVALID_VALUE', {
      option,
      found: forbidden ?? 'without digital signature',
      expected: `${allowed.join(' and ')} for this leaf`,
      fix: 'A leaf never signs certificates, and key encipherment is for RSA keys of servers.',
    });
  }
}

/** Refuses constraints that limit nothing or are read differently; a root has none, as some verifiers ignore an anchor's. */
function requirePermittedNames({ name, kind }: CertificateProfile, permitted: NameSubtrees): void {
  const option = `${name}.permittedNames`;
  if (kind !== 'intermediate' || isEmpty(permitted)) {
    refuse('INVALID_VALUE', {
      option,
      found: kind === 'intermediate' ? 'nothing' : `a ${kind}`,
      expected: 'names that an intermediate may sign',
      fix: 'Limit the intermediate, by at least one kind of name.',
    });
  }
  requireCanonical(permitted.dnsDomains, dnsDomain, `${option}.dnsDomains`);
  requireCanonical(permitted.uriDomains, uriDomain, `${option}.uriDomains`);
  requireCanonical(permitted.emailAddresses, emailDomain, `${option}.emailAddresses`);
  requireCanonical(permitted.ipRanges, ipRange, `${option}.ipRanges`);
}

/** Refuses a name that its check would normalize: verifiers compare with the canonical form. */
function requireCanonical(values: readonly string[], check: Check<string>, option: string): void {
  for (const [index, value] of values.entries()) {
    const at = `${option}[${index}]`;
    const canonical = check(value, at);
    if (canonical !== value) {
      refuseSan(value, at, `its canonical form, ${canonical}`, 'Write it so.');
    }
    if (values.indexOf(value) !== index) {
      refuse('DUPLICATE_VALUE', { option: at, value, expected: 'each name once', fix: 'Remove it.' });
    }
  }
}

const uri: Check<string> = (value, option) => {
  if (typeof value === 'string' && value.length <= LONGEST_URI && URI.test(value)) return value;
  const expected = `a URI of at most ${LONGEST_URI} characters with a scheme, a host and a path`;
  return refuseSan(value, option, expected, 'Write it as "spiffe://cluster.local/ns/temporal/sa/worker".');
};

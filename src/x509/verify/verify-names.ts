import type { CertificateFacts, CertificateProfile } from '../model';
import {
  type CertificateNames,
  isEmpty,
  type NameSubtrees,
  NO_SUBTREES,
  namesOutside,
} from '../names/name-constraints';
import type { Flaw } from './flaw';

const MAILBOX = 'rfc822Name ';

/** The names that a certificate holds, as name constraints compare them. */
export function namesOf({ commonName, dnsNames, uris, ipAddresses, otherNames, subject }: CertificateFacts) {
  const mailboxes = otherNames.filter((name) => name.startsWith(MAILBOX)).map((name) => name.slice(MAILBOX.length));
  const inSubject = [...subject.matchAll(/(?:^|, )emailAddress=((?:[^,\\]|\\.)*)/g)].map(([, mailbox]) => mailbox);
  return { commonName, dnsNames, uris, ipAddresses, emailAddresses: [...mailboxes, ...inSubject] };
}

/** The names that a certificate has to hold. */
export function declaredNames({ subject, dnsNames, uris, ipAddresses }: CertificateProfile): CertificateNames {
  return { commonName: subject.commonName, dnsNames, uris, ipAddresses, emailAddresses: [] };
}

/** Names that an authority must not sign, because verifiers would refuse the certificate. */
export function nameFlaws({ nameConstraints, subject }: CertificateFacts, names: CertificateNames): Flaw[] {
  if (nameConstraints === undefined) return [];
  const { critical, permitted, excluded, unreadable } = nameConstraints;
  const flaws: Flaw[] = namesOutside(names, permitted, excluded).map((name) => ({
    code: 'NAME_NOT_PERMITTED',
    found: name,
    expected: `a name that ${subject} may sign: ${describeConstraints(nameConstraints)}`,
    fix: 'Use a name that it may sign, or another authority.',
  }));
  const [strange] = unreadable;
  if (strange !== undefined || (isEmpty(permitted) && isEmpty(excluded))) {
    flaws.push({
      code: 'INVALID_CHAIN',
      found: `${subject} with name constraints of ${strange ?? 'nothing'}`,
      expected: 'name constraints of DNS names, URIs, e-mail addresses and IP addresses, which every verifier knows',
      fix: 'Issue the authority again: Go refuses whatever is below it.',
    });
  }
  if (!critical) {
    flaws.push({
      code: 'INVALID_CHAIN',
      warning: true,
      found: `${subject} with name constraints that are not critical`,
      expected: 'critical ones',
      fix: 'Issue the authority again: a verifier that does not know them passes over them.',
    });
  }
  return flaws;
}

/** An authority's name constraints as one line; equal lines for equal sets. */
export function describeConstraints(constraints: CertificateFacts['nameConstraints']): string {
  if (constraints === undefined) return 'any name';
  const { critical, permitted, excluded, unreadable } = constraints;
  const parts = [
    ...describeSubtrees(permitted),
    ...describeSubtrees(excluded).map((part) => `no ${part}`),
    ...unreadable.map((kind) => `${kind}, which is not applied`),
    ...(critical ? [] : ['not critical']),
  ];
  return parts.join('; ');
}

/** The constraints of an intermediate that is issued for these names. */
export function declaredConstraints({ permittedNames }: CertificateProfile): CertificateFacts['nameConstraints'] {
  if (permittedNames === undefined) return undefined;
  return { critical: true, permitted: permittedNames, excluded: NO_SUBTREES, unreadable: [] };
}

function describeSubtrees({ dnsDomains, uriDomains, emailAddresses, ipRanges }: NameSubtrees): string[] {
  const part = (kind: string, values: readonly string[]) =>
    values.length === 0 ? [] : [`${kind} ${[...values].sort().join(', ')}`];
  return [
    ...part('DNS', dnsDomains),
    ...part('URI', uriDomains),
    ...part('e-mail', emailAddresses),
    ...part('IP', ipRanges),
  ];
}

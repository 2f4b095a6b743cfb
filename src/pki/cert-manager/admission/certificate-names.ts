import { isIP } from 'node:net';
import { isSubdomain } from '../../../core/object-limits';
import { readSubject } from './literal-subject';
import type { ObjectFields } from './object-fields';

const LONGEST_COMMON_NAME = 64;
const SUBJECT_FIELDS = [
  'organizations',
  'countries',
  'organizationalUnits',
  'localities',
  'provinces',
  'streetAddresses',
  'postalCodes',
];

/** An address as Go's `mail.ParseAddress` reads it when nothing stands around it. */
const MAILBOX =
  /^[^\s"(),.:;<>@[\\\]\p{Cc}]+(\.[^\s"(),.:;<>@[\\\]\p{Cc}]+)*@[^\s"(),.:;<>@[\\\]\p{Cc}]+(\.[^\s"(),.:;<>@[\\\]\p{Cc}]+)*$/u;

/** Who signs, whom the certificate names, and where it is kept. Source: `ValidateCertificateSpec`. */
export function checkNames(spec: ObjectFields): void {
  checkSecretName(spec);
  checkIssuerRef(spec);
  const commonName = spec.text('literalSubject') === '' ? spec.text('commonName') : checkLiteralSubject(spec);
  const lists = ['dnsNames', 'uris', 'emailAddresses', 'ipAddresses'].flatMap((field) => spec.texts(field));
  if (commonName === '' && lists.length === 0 && spec.objects('otherNames').length === 0) {
    spec.refuse('', 'a common name or a subject alternative name', 'Add dnsNames, uris, or whom else it names.');
  }
  if (Buffer.byteLength(commonName) > LONGEST_COMMON_NAME) {
    spec.refuse(
      'commonName',
      `at most ${LONGEST_COMMON_NAME} bytes`,
      'Shorten it: verifiers read the dnsNames.',
      commonName,
    );
  }
  spec.texts('ipAddresses').forEach((address, index) => {
    if (isIP(address) === 0 || address.includes('%')) {
      spec.refuse(`ipAddresses[${index}]`, 'an IPv4 or IPv6 address without a zone', 'Correct the address.', address);
    }
  });
  spec.texts('emailAddresses').forEach((address, index) => {
    if (!MAILBOX.test(address)) {
      spec.refuse(
        `emailAddresses[${index}]`,
        'a mailbox alone, without name and <>',
        'Write "ann@example.com".',
        address,
      );
    }
  });
  for (const name of spec.objects('otherNames')) checkOtherName(name);
}

function checkSecretName(spec: ObjectFields): void {
  const name = spec.text('secretName');
  if (!isSubdomain(name)) {
    spec.refuse(
      'secretName',
      'the name of a Secret: an RFC 1123 subdomain',
      'Name the Secret that is to hold it.',
      name,
    );
  }
}

function checkIssuerRef(spec: ObjectFields): void {
  const issuer = spec.object('issuerRef');
  if (issuer === undefined) {
    spec.refuse('issuerRef', 'a reference to an issuer', 'Add the field.');
    return;
  }
  issuer.require('name');
  const [group, kind] = [issuer.text('group'), issuer.text('kind')];
  if ((group === '' || group === 'cert-manager.io') && !['', 'Issuer', 'ClusterIssuer'].includes(kind)) {
    issuer.refuse(
      'kind',
      'Issuer or ClusterIssuer, as long as issuerRef.group is not that of another program',
      'Correct the kind, or add the group of the external issuer.',
    );
  }
}

/** Returns the common name in it. */
function checkLiteralSubject(spec: ObjectFields): string {
  if (spec.text('commonName') !== '') {
    spec.refuse('commonName', 'nothing beside literalSubject', 'Write it as CN= in literalSubject.');
  }
  const subject = spec.object('subject');
  const beside = SUBJECT_FIELDS.find((field) => (subject?.texts(field).length ?? 0) > 0);
  if (beside !== undefined || (subject?.text('serialNumber') ?? '') !== '') {
    spec.refuse('subject', 'nothing beside literalSubject', 'Write its parts in literalSubject.');
  }
  const read = readSubject(spec.text('literalSubject'));
  if (typeof read !== 'string') return read.commonName;
  spec.refuse('literalSubject', `a distinguished name (RFC 4514): ${read}`, 'Write it as "CN=a,OU=b,O=c".');
  return '';
}

function checkOtherName(name: ObjectFields): void {
  if (!/^[-+]?\d+(\.[-+]?\d+)*$/.test(name.text('oid'))) {
    name.refuse('oid', 'an object identifier', 'Write it as "1.3.6.1.4.1.311.20.2.3".');
  }
  name.require('utf8Value');
}

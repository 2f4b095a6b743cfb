import { isIP } from 'node:net';
import { isSubdomain } from '../../../core/objects/object-limits';
import type { ObjectFields } from './object-fields';

const LONGEST_COMMON_NAME = 64;
/** Fields that may replace the names that this library knows; the webhook reads them. */
const OTHER_NAMES = ['literalSubject', 'otherNames', 'emailAddresses'];

/** The issuer, the names and the Secret. Source: `ValidateCertificateSpec`. */
export function checkNames(spec: ObjectFields): void {
  checkSecretName(spec);
  checkIssuerRef(spec);
  const commonName = spec.text('commonName');
  const lists = ['dnsNames', 'uris', 'ipAddresses'].flatMap((field) => spec.texts(field));
  if (commonName === '' && lists.length === 0 && !OTHER_NAMES.some((field) => spec.has(field))) {
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

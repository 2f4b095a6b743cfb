import { checkVault } from './issuer-vault';
import type { ObjectFields } from './object-fields';

/** The required fields of each type that this library emits. */
const TYPES: Readonly<Record<string, (issuer: ObjectFields) => void>> = {
  acme: () => {},
  ca: checkCa,
  selfSigned: () => {},
  vault: checkVault,
  venafi: () => {},
};

/** The issuer's type: exactly one, and complete. Source: `ValidateIssuerConfig`. */
export function checkIssuerType(spec: ObjectFields): void {
  const named = Object.keys(TYPES).filter((type) => spec.has(type));
  if (named.length !== 1) {
    spec.refuse('', `exactly one of ${Object.keys(TYPES).join(', ')}`, 'Keep the one that is meant.', named.join(', '));
  }
  for (const type of named) {
    const issuer = spec.object(type);
    if (issuer !== undefined) TYPES[type](issuer);
  }
}

function checkCa(ca: ObjectFields): void {
  ca.require('secretName');
  for (const field of ['ocspServers', 'issuingCertificateURLs']) {
    ca.texts(field).forEach((url, index) => {
      if (url === '') ca.refuse(`${field}[${index}]`, 'a URL', 'Remove it.', url);
    });
  }
}

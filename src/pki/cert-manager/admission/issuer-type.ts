import { checkAcme } from './issuer-acme';
import { checkVault } from './issuer-vault';
import type { ObjectFields } from './object-fields';

const TYPES: Readonly<Record<string, (issuer: ObjectFields) => void>> = {
  acme: checkAcme,
  ca: checkCa,
  selfSigned: () => {},
  vault: checkVault,
  venafi: checkVenafi,
};

/** What signs: one thing and a complete one. Source: `ValidateIssuerConfig`. */
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

function checkVenafi(venafi: ObjectFields): void {
  venafi.require('zone');
  const kinds = ['tpp', 'cloud', 'ngts'].filter((kind) => venafi.has(kind));
  if (kinds.length !== 1) venafi.refuse('', 'exactly one of tpp, cloud, ngts', 'Keep one.', kinds.join(', '));
  const tpp = venafi.object('tpp');
  tpp?.require('url');
  tpp?.requireSecret('credentialsRef');
  if (tpp?.has('caBundle') && tpp.has('caBundleSecretRef')) {
    tpp.refuse('caBundleSecretRef', 'nothing beside caBundle', 'Keep one of the two.');
  }
  venafi.object('cloud')?.requireSecret('apiTokenSecretRef');
  venafi.object('ngts')?.require('tsgID');
  venafi.object('ngts')?.requireSecret('credentialsRef');
}

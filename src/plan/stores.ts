import { resolve } from 'node:path';
import type { Construct } from 'constructs';
import { AuthError, refuse } from '../core/errors';
import { bool, type Check, integer, listOf, matching, oneOf, optional, options, text } from '../core/guards';
import type { ImportedAuthorityModel } from '../pki/model/local';
import { DECLARED_PKIS } from '../pki/registry/declared-pkis';
import { sharedNames } from '../pki/rules/shared-stores';
import { type PlannedCertificate, type PlannedSecret, type StorePlan, storePlansOf } from '../pki/store/store-plan';
import type { CertificateProfile, PrivateKeyModel, SubjectModel } from '../x509/model';
import type { NameSubtrees } from '../x509/names/name-constraints';
import type { PlanPart } from './part';

const id = matching(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'the name of a certificate', 'Make the plan anew.', 253);
const remoteKey = matching(
  /^[\w-][\w.-]*(\/[\w-][\w.-]*)+$/,
  'names joined by "/", none of which begins with "."',
  'Make the plan anew.',
  512,
);
const seconds = integer(1, 25 * 366 * 86_400);
const names = listOf(text('a name', 2048), 1000);

const profile = options<CertificateProfile>({
  name: text(),
  kind: oneOf(['root', 'intermediate', 'leaf'], 'a kind'),
  subject: options<SubjectModel>({
    commonName: text(),
    organization: optional(text()),
    organizationalUnit: optional(text()),
  }),
  privateKey: options<PrivateKeyModel>({
    algorithm: oneOf(['ECDSA', 'RSA'], 'an algorithm'),
    size: integer(256, 4096),
  }),
  keyUsages: listOf(oneOf(['digital signature', 'key encipherment', 'cert sign', 'crl sign'], 'a key usage')),
  extendedKeyUsages: listOf(oneOf(['server auth', 'client auth'], 'an extended key usage')),
  dnsNames: names,
  ipAddresses: names,
  uris: names,
  permittedNames: optional(
    options<NameSubtrees>({ dnsDomains: names, uriDomains: names, emailAddresses: names, ipRanges: names }),
  ),
  durationSeconds: seconds,
  renewBeforeSeconds: seconds,
});

const secretFields = options<PlannedSecret>({ namespace: id, name: id, remoteKey, trustIds: listOf(id) });

/** A plan takes no other value of a secret store than that of the Secret, wherever a program may put it. */
const secret: Check<PlannedSecret> = (value, option) => {
  const read = secretFields(value, option);
  const own = `${read.namespace}/${read.name}`;
  if (`/${read.remoteKey}`.endsWith(`/${own}`)) return read;
  return refuse('INVALID_VALUE', {
    option: `${option}.remoteKey`,
    value: read.remoteKey,
    expected: `${own}, behind a prefix where the program gives one`,
    fix: 'Make the plan anew.',
  });
};

const certificate = options<PlannedCertificate>({
  id,
  profile,
  issuerId: optional(id),
  imported: optional(
    options<ImportedAuthorityModel>({
      certificateFile: text('a path', 4096),
      privateKeyFile: text('a path', 4096),
      trustsTop: bool,
    }),
  ),
  outgoing: optional(bool),
  rootId: id,
  secret: optional(secret),
});

const path = text('a folder', 4096);

/** One that depends on where the command runs would be another store each time. */
const folder: Check<string> = (value, option) => {
  const read = path(value, option);
  if (resolve(read) === read) return read;
  return refuse('INVALID_VALUE', { option, value: read, expected: 'an absolute path', fix: 'Make the plan anew.' });
};

const store = options<StorePlan>({ folder, path: text(), certificates: listOf(certificate) });

/** What is to lie in each certificate store. */
export const STORES: PlanPart<readonly StorePlan[]> = { describe: storesOf, read: listOf(store) };

/** Throws `SHARED_STORE`. */
function storesOf(app: Construct): StorePlan[] {
  const stores = DECLARED_PKIS.of(app).flatMap(({ pki }) => storePlansOf(pki));
  const [problem] = sharedNames(stores);
  if (problem !== undefined) throw new AuthError(problem);
  return stores;
}

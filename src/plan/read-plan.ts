import { refuse } from '../core/errors';
import {
  bool,
  type Check,
  integer,
  listOf,
  matching,
  oneOf,
  optional,
  options,
  readOptions,
  text,
} from '../core/guards';
import type { ImportedAuthorityModel } from '../pki/model/local';
import type { PlannedCertificate, PlannedSecret, StorePlan } from '../pki/store/store-plan';
import type { CertificateProfile, PrivateKeyModel, SubjectModel } from '../x509/model';
import type { NameSubtrees } from '../x509/names/name-constraints';
import type { Plan } from './plan-mode';
import { edge } from './read-edge';
import { rotation } from './read-rotation';

/** What reaches a shell script or a path must not be able to become more than a name. */
const id = matching(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'the name of a certificate', 'Make the plan anew.', 253);
const remoteKey = matching(/^[A-Za-z0-9._/-]+$/, 'the name of a value', 'Make the plan anew.', 512);
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
  secret: optional(options<PlannedSecret>({ namespace: id, name: id, remoteKey, trustIds: listOf(id) })),
});

const store = options<StorePlan>({ folder: text('a folder', 4096), path: text(), certificates: listOf(certificate) });

const format: Check<1> = (value, option) =>
  value === 1
    ? 1
    : refuse('INVALID_VALUE', {
        option,
        value,
        expected: 'format 1',
        fix: 'Use the command line of the same version of this library as the program.',
      });

/** Reads the plan that a program wrote. Throws `INVALID_VALUE` and what the guards throw. */
export function readPlan(json: string, file: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    refuse('INVALID_VALUE', { option: file, expected: 'JSON', fix: 'Make the plan anew.' });
  }
  return readOptions<Plan>(`plan`, value, {
    format,
    stores: listOf(store),
    edges: listOf(edge),
    rotations: listOf(rotation),
  });
}

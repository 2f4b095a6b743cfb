import type { PrivateKeyModel } from '../../x509/model';
import { CLIENT_COMPONENTS, type ClientComponent, COMPONENTS } from './component';
import type { Purpose } from './purpose';

/** The purpose, usages and lifetime of a role's certificates. */
interface RoleRow {
  /** Absent where a certificate belongs to the purpose whose root it carries. */
  readonly purpose?: Purpose;
  /** Extended key usages in cert-manager's words; never empty, since Go takes an empty list for all usages. */
  readonly extendedKeyUsages: readonly string[];
  /** The option of `CertificateLifetimes`; none for certificates that nobody uses. */
  readonly lifetime: string | undefined;
}

const CLIENT = { purpose: 'clients', extendedKeyUsages: ['client auth'] } as const;

/**
 * Who holds a certificate, a row each; it decides usages, names and lifetime. Nobody holds a `trust` certificate: it exists because
 * cert-manager writes the root into the `ca.crt` of a certificate's Secret and nowhere else.
 */
export const CERTIFICATE_ROLES = {
  // Temporal's services present one certificate as listener and as caller.
  internode: { purpose: 'internode', extendedKeyUsages: ['server auth', 'client auth'], lifetime: 'internode' },
  frontend: { purpose: 'frontend', extendedKeyUsages: ['server auth'], lifetime: 'frontend' },
  ...rolesOfComponents(),
  person: { ...CLIENT, lifetime: 'person' },
  service: { ...CLIENT, lifetime: 'service' },
  'database-client': { purpose: 'database', extendedKeyUsages: ['client auth'], lifetime: 'databaseClient' },
  // TLS accepts it nowhere. Time-stamping itself demands a critical usage, and this one is not.
  trust: { purpose: undefined, extendedKeyUsages: ['timestamping'], lifetime: undefined },
} as const satisfies Readonly<Record<string, RoleRow>>;

/** Who holds a certificate. */
export type CertificateRole = keyof typeof CERTIFICATE_ROLES;

/** All roles, including that of certificates that nobody holds. */
export const ROLE_NAMES = Object.keys(CERTIFICATE_ROLES) as readonly CertificateRole[];

/** All roles whose certificates an authority of a purpose signs. */
export function rolesOf(purpose: Purpose): CertificateRole[] {
  return ROLE_NAMES.filter((role) => (CERTIFICATE_ROLES[role].purpose ?? purpose) === purpose);
}

/**
 * Key usages and extended key usages of a leaf, in cert-manager's words. Key encipherment is for RSA keys (RFC 5480 section
 * 3) of servers alone (RFC 5280 section 4.2.1.12). Without a list cert-manager would set no extended key usage, and Go
 * would let the leaf do everything.
 */
export function usagesOf(role: CertificateRole, { algorithm }: PrivateKeyModel): string[] {
  const extended: readonly string[] = CERTIFICATE_ROLES[role].extendedKeyUsages;
  const enciphers = algorithm === 'RSA' && extended.includes('server auth');
  return ['digital signature', ...(enciphers ? ['key encipherment'] : []), ...extended];
}

type ComponentRoles = {
  readonly [Name in ClientComponent]: typeof CLIENT & Pick<(typeof COMPONENTS)[Name], 'lifetime'>;
};

function rolesOfComponents(): ComponentRoles {
  const rows = CLIENT_COMPONENTS.map((name) => [name, { ...CLIENT, lifetime: COMPONENTS[name].lifetime }]);
  return Object.fromEntries(rows) as ComponentRoles;
}

import type { PrivateKeyModel } from '../../x509/model';
import type { CertificateRole } from '../model/certificate';
import type { Purpose } from '../model/purpose';

/** What a role's certificates are signed by and good for. */
interface RoleProfile {
  readonly purpose: Purpose;
  /** Extended key usages in cert-manager's words; never empty, since Go takes none for all. */
  readonly extendedKeyUsages: readonly string[];
}

/** A row for each role that fixes its purpose; a `trust` certificate belongs to the purpose that it carries the root of. */
const PROFILES: Readonly<Record<Exclude<CertificateRole, 'trust'>, RoleProfile>> = {
  // Temporal's services show one certificate both as listener and as caller.
  internode: { purpose: 'internode', extendedKeyUsages: ['server auth', 'client auth'] },
  frontend: { purpose: 'frontend', extendedKeyUsages: ['server auth'] },
  ui: { purpose: 'clients', extendedKeyUsages: ['client auth'] },
  'command-line': { purpose: 'clients', extendedKeyUsages: ['client auth'] },
  person: { purpose: 'clients', extendedKeyUsages: ['client auth'] },
  service: { purpose: 'clients', extendedKeyUsages: ['client auth'] },
  'database-client': { purpose: 'database', extendedKeyUsages: ['client auth'] },
};

/** No listener and no caller accepts it in TLS, and time-stamping itself demands it to be critical, which this is not. */
const TRUST_USAGES = ['timestamping'];

/** The purpose that a role belongs to. */
export function purposeOf(role: Exclude<CertificateRole, 'trust'>): Purpose {
  return PROFILES[role].purpose;
}

/** All roles whose certificates an authority of a purpose signs. */
export function rolesOf(purpose: Purpose): CertificateRole[] {
  const roles = Object.keys(PROFILES) as (keyof typeof PROFILES)[];
  return [...roles.filter((role) => PROFILES[role].purpose === purpose), 'trust'];
}

/**
 * Key usages and extended key usages of a leaf, in cert-manager's words. Key encipherment is for RSA keys (RFC 5480 section
 * 3) of servers alone (RFC 5280 section 4.2.1.12). Without a list cert-manager would set no extended key usage, and Go
 * would let the leaf do everything.
 */
export function usagesOf(role: CertificateRole, { algorithm }: PrivateKeyModel): string[] {
  const extended = role === 'trust' ? TRUST_USAGES : PROFILES[role].extendedKeyUsages;
  const enciphers = algorithm === 'RSA' && extended.includes('server auth');
  return ['digital signature', ...(enciphers ? ['key encipherment'] : []), ...extended];
}

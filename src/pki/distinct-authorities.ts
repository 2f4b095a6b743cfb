import { refuse } from '../core/errors';
import { describeIssuer } from './issuer-name';
import type { AuthorityModel, Purpose } from './model';
import { describeVault } from './vault-issuer';

/**
 * Refuses two purposes behind one issuer or one trusted certificate: a certificate of one would open the listeners of the
 * other. Throws `SHARED_ISSUER`.
 */
export function requireDistinct(authorities: readonly AuthorityModel[]): void {
  const seen = new Map<string, Purpose>();
  for (const { purpose, issuer, hierarchies, trust, vault } of authorities) {
    const issuers = [...(issuer ? [issuer] : []), ...hierarchies.map((hierarchy) => hierarchy.issuer)];
    const identities = [
      ...trust.map(({ kind, namespace, name, key }) => `${kind} ${namespace}/${name} key ${key}`),
      ...issuers.map(describeIssuer), // a namespaced one is always in the server's namespace
      ...(vault ? [describeVault(vault)] : []),
    ];
    for (const identity of new Set(identities)) {
      const other = seen.get(identity);
      if (other !== undefined) {
        refuse('SHARED_ISSUER', {
          option: `MtlsPki.${purpose}`,
          value: identity,
          expected: `an authority of its own, since ${other} has this one`,
          fix: 'Give each purpose an issuer whose certificates open nothing else, or leave it out for a self-signed hierarchy.',
        });
      }
      seen.set(identity, purpose);
    }
  }
}

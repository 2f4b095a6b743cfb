import { refuse } from '../core/errors';
import { describeIssuer } from './issuer-name';
import { type AuthorityModel, authorityName, authorityOption } from './model';
import { describeVault } from './vault-issuer';

/**
 * Refuses two purposes, or tenants, behind one issuer or one trusted certificate: a certificate of one would open the listeners of the
 * other. Throws `SHARED_ISSUER`.
 */
export function requireDistinct(authorities: readonly AuthorityModel[]): void {
  const seen = new Map<string, string>();
  for (const authority of authorities) {
    const { issuer, hierarchies, trust, vault, local } = authority;
    const issuers = [...(issuer ? [issuer] : []), ...hierarchies.map((hierarchy) => hierarchy.issuer)];
    const identities = [
      ...trust.map(({ kind, namespace, name, key }) => `${kind} ${namespace}/${name} key ${key}`),
      ...issuers.map(describeIssuer), // a namespaced one is always in the server's namespace
      ...(vault ? [describeVault(vault)] : []),
      ...(local?.generations ?? []).flatMap(({ imported }) =>
        imported ? [imported.certificateFile, imported.privateKeyFile] : [],
      ),
      ...trust.flatMap(({ pem }) => pem || []),
    ];
    for (const identity of new Set(identities)) {
      const other = seen.get(identity);
      if (other !== undefined) {
        refuse('SHARED_ISSUER', {
          option: authorityOption(authority),
          value: identity,
          expected: `an authority of its own, since ${other} has this one`,
          fix: 'Give each purpose and tenant an issuer whose certificates open nothing else, or leave it out for a self-signed hierarchy.',
        });
      }
      seen.set(identity, authorityName(authority));
    }
  }
}

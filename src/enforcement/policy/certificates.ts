import type { AuthModel } from '../../model/auth-model';
import { type AuthorityModel, authorityName } from '../../pki/model/authority';
import type { PolicyCertificate } from './policy';

/** A CA certificate of an authority, where the policy server's pods have it. */
export interface AuthorityFile {
  readonly authority: string;
  readonly path: string;
  readonly source: { readonly kind: 'Secret' | 'ConfigMap'; readonly name: string; readonly key: string };
}

type Certified = Pick<AuthModel, 'pki' | 'services'>;

/** The certificates by which declared services are known; what somebody else signs stands for nobody. */
export function policyCertificates({ pki, services }: Certified): PolicyCertificate[] {
  return services.flatMap(({ name, namespace, profile }) => {
    const own = pki.certificates.find(
      (certificate) => certificate.secretName === profile.certificateSecretName && certificate.namespace === namespace,
    );
    const authority = pki.authorities.find((one) => one.purpose === 'clients' && one.tenant === own?.tenant);
    if (own === undefined || authority === undefined) return [];
    return own.uris.map((uri) => ({ authority: authorityName(authority), uri, service: name }));
  });
}

/** What tells which authority has signed a client's certificate: the CA certificates of each, a file each. */
export function authorityFiles({ pki }: Pick<AuthModel, 'pki'>): AuthorityFile[] {
  return pki.authorities.filter(({ purpose }) => purpose === 'clients').flatMap(filesOf);
}

function filesOf(authority: AuthorityModel): AuthorityFile[] {
  const name = authorityName(authority);
  return authority.trust.map(({ kind, name: object, key }, index) => ({
    authority: name,
    path: `/etc/temporal-auth/policy-authorities/${name}-${index}/ca.crt`,
    source: { kind, name: object, key },
  }));
}

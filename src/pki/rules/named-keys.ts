import type { Rule } from '../../core/rule';
import { type AuthorityModel, authorityOption, authorityPath } from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import { loginSecretOf } from '../model/issuer';
import type { PkiModel } from '../model/pki';
import type { TrustModel } from '../model/trust';
import type { PkiEvidence } from './pki-evidence';
import { type NamedKey, SECRET_USE_CODES, secretUseProblems } from './secret-uses';

export const namedKeys: Rule<PkiEvidence> = {
  id: 'named-keys',
  what: 'A key of a Secret that the options of certificates name is written, and holds what they take it for.',
  why: 'A pod that mounts what nobody writes never starts; what belongs to another is shown to whoever is asked.',
  codes: SECRET_USE_CODES,
  check: ({ pki, surroundings }) =>
    secretUseProblems(
      [
        ...pki.authorities.flatMap((authority) => [...loginKeys(authority, pki), ...trustKeys(authority, pki)]),
        ...pki.certificates.flatMap(holderKeys),
      ],
      surroundings,
    ),
};

/** What cert-manager reads to have a Vault sign. */
function loginKeys(authority: AuthorityModel, pki: PkiModel): NamedKey[] {
  if (authority.kind !== 'vault') return [];
  const { namespace, caBundleSecret, authentication } = authority.vault;
  const option = authorityOption(authority);
  const at = { path: authorityPath(pki, authority), namespace };
  const login = loginSecretOf(authentication);
  const keys: NamedKey[] = [];
  if (login !== undefined)
    keys.push({ ...at, ...login, option: `${option}.authentication`, takenFor: 'a secret value' });
  if (caBundleSecret !== undefined) {
    keys.push({ ...at, ...caBundleSecret, option: `${option}.caBundleSecret`, takenFor: 'a CA certificate' });
  }
  return keys;
}

/** What listeners verify by. */
function trustKeys(authority: AuthorityModel, pki: PkiModel): NamedKey[] {
  const of = { option: authorityOption(authority), path: authorityPath(pki, authority) };
  return authority.trust.flatMap((file) => fileKey(file, of));
}

/** What callers verify by, and what is brought for a holder. */
function holderKeys(certificate: CertificateModel): NamedKey[] {
  const { path, holder, frontendTrust, issuer, delivered, namespace, secretName: name } = certificate;
  const trust =
    frontendTrust === undefined ? [] : fileKey(frontendTrust, { path, option: `certificate ${holder} frontendTrust` });
  if (issuer !== undefined || delivered !== undefined) return trust;
  const brought = ['tls.crt', 'tls.key'].flatMap((key) =>
    fileKey({ kind: 'Secret', namespace, name, key }, { path, option: `certificate ${holder}` }),
  );
  return [...trust, ...brought];
}

function fileKey(
  { kind, namespace, name: secretName, key }: TrustModel,
  of: Pick<NamedKey, 'option' | 'path'>,
): NamedKey[] {
  return kind === 'Secret' ? [{ ...of, namespace, secretName, key, takenFor: 'a certificate or its key' }] : [];
}

import { AuthError } from '../../core/errors';
import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import type { CertificateFacts, ExtendedKeyUsage } from '../../x509/model';
import { namesNotHeld } from '../../x509/names/server-name';
import { readCertificates } from '../../x509/read/read-certificate';
import { endingSoon } from '../../x509/verify/ends-soon';
import { FLAW_CODES } from '../../x509/verify/flaw';
import { verifyChain } from '../../x509/verify/verify-chain';
import { verifyLeaf } from '../../x509/verify/verify-leaf';
import { verifyTrustFile } from '../../x509/verify/verify-trust-file';
import { wouldAccept } from '../../x509/verify/would-accept';
import { type AuthorityModel, authorityName, authorityOption, authorityPath } from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import type { PkiModel } from '../model/pki';
import type { LocalStores } from '../store/local-stores';
import type { PkiEvidence } from './pki-evidence';
import { readProvided } from './provided-files';
import { type SeenAuthority, sharedAuthorities } from './shared-authorities';

const EXTENDED_USAGES: readonly ExtendedKeyUsage[] = ['server auth', 'client auth'];

/** As far as the program names the files with the public part of what lies in the Secrets. */
export const providedCertificates: Rule<PkiEvidence> = {
  id: 'provided-certificates',
  what: 'Certificates that somebody else puts into Secrets are what their holders and peers need, and open nothing else.',
  why: 'Their peers refuse them, or a listener of another purpose or tenant accepts them.',
  codes: ['SHARED_ISSUER', ...FLAW_CODES],
  check: ({ pki, stores, at }) => problemsOfProvided(pki, stores, at),
};

function problemsOfProvided(pki: PkiModel, stores: LocalStores, at: Date): Problem[] {
  const found: Problem[] = [];
  const read = (file: string, option: string, path: string): CertificateFacts[] => {
    try {
      return readProvided(file, option);
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      found.push(errorOf(error.code, { ...error.problem, path, value: file }));
      return [];
    }
  };
  const seen = pki.authorities.flatMap((authority) => seenInStore(authority, stores));
  for (const authority of pki.authorities) {
    if (authority.kind !== 'secrets' || authority.trustFile === undefined) continue;
    const { purpose, trustFile } = authority;
    const option = `${authorityOption(authority)}.trustFile`;
    const path = authorityPath(pki, authority);
    const trust = read(trustFile, option, path);
    // Callers of the frontend may run on Node.
    const reader = { oneCertificate: true, selfSigned: purpose === 'frontend' };
    const checked = { option, path, at };
    if (trust.length > 0) found.push(...verifyTrustFile(trust, reader, checked), ...endingSoon(trust, checked));
    seen.push({ authority, option, anchors: trust, chain: [] });
  }
  found.push(...sharedAuthorities(pki.path, seen));
  const trusted = new Map(seen.map(({ authority, anchors }) => [authorityName(authority), anchors]));
  for (const certificate of pki.certificates) {
    if (certificate.certificateFile === undefined) continue;
    const option = `${authorityOption(certificate)}.certificateFiles.${certificate.holder}`;
    const chain = read(certificate.certificateFile, option, certificate.path);
    if (chain.length === 0) continue;
    const checked = { option, path: certificate.path, at };
    const trust = trusted.get(authorityName(certificate)) ?? [];
    found.push(
      ...verifyLeaf(chain[0], demandsOf(certificate, pki), checked),
      ...endingSoon(chain, checked),
      ...declaredNames(chain[0], certificate, checked),
      ...(trust.length === 0 ? [] : verifyChain(chain, trust, checked)),
      ...openedElsewhere(chain, certificate, trusted, checked),
    );
  }
  return found;
}

/** What a certificate store has of a local authority. */
function seenInStore(authority: AuthorityModel, stores: LocalStores): SeenAuthority[] {
  if (!('local' in authority)) return [];
  const { local, trust } = authority;
  const option = authorityOption(authority);
  const facts = (texts: readonly string[]) => texts.flatMap((pem) => readCertificates(pem, option));
  const imported = local.generations.filter((generation) => generation.imported);
  return [
    {
      authority,
      option,
      anchors: facts(trust.flatMap(({ pem }) => pem || [])),
      chain: imported.flatMap(({ anchor }) => facts(stores.certificates(local.store).get(anchor) ?? [])),
    },
  ];
}

function demandsOf({ role, usages }: CertificateModel, { internodeServerName, frontendServerName }: PkiModel) {
  const serverNames: Partial<Record<typeof role, string>> = {
    internode: internodeServerName,
    frontend: frontendServerName,
  };
  const serverName = serverNames[role];
  return {
    usages: EXTENDED_USAGES.filter((usage) => usages.includes(usage)),
    ...(serverName !== undefined && { serverName }),
  };
}

/** A listener is also called by the other names that the program declares; PostgreSQL goes by the common name. */
function declaredNames(
  leaf: CertificateFacts,
  { role, dnsNames, ipAddresses, commonName }: CertificateModel,
  where: { readonly option: string; readonly path: string },
): Problem[] {
  const held = [...leaf.dnsNames, ...leaf.ipAddresses];
  // Of its first name verifyLeaf tells.
  const missing = role === 'frontend' ? namesNotHeld(leaf, { dnsNames: dnsNames.slice(1), ipAddresses }) : [];
  const user = role === 'database-client' && leaf.commonName !== commonName ? [commonName] : [];
  return [...missing, ...user].map((name) =>
    errorOf('CERTIFICATE_MISMATCH', {
      option: where.option,
      path: where.path,
      found: role === 'database-client' ? (leaf.commonName ?? 'no common name') : held.join(', '),
      expected: `a certificate with the name ${name}, as the program declares`,
      fix: 'Have it issued with the name, or correct the program.',
    }),
  );
}

function openedElsewhere(
  chain: readonly CertificateFacts[],
  certificate: CertificateModel,
  trusted: ReadonlyMap<string, readonly CertificateFacts[]>,
  where: { readonly option: string; readonly path: string },
): Problem[] {
  const own = authorityName(certificate);
  return (
    [...trusted]
      // The frontend's root is what callers verify by: it lets nobody in.
      .filter(([other, trust]) => other !== own && other !== 'frontend' && wouldAccept(trust, chain[0], chain.slice(1)))
      .map(([other]) =>
        errorOf('SHARED_ISSUER', {
          option: where.option,
          path: where.path,
          found: chain[0].subject,
          expected: `a certificate that does not pass for one of ${other}, as this one does`,
          fix: 'Give each purpose and tenant an authority of its own.',
        }),
      )
  );
}

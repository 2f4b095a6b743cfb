import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { caFilesOf } from '../authorities/distinct-authorities';
import {
  type AuthorityModel,
  authorityName,
  authorityOption,
  belongsTo,
  hierarchiesOf,
  storedOf,
} from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import type { HierarchyModel } from '../model/hierarchy';
import type { PkiModel } from '../model/pki';
import { describeKey, type TrustModel } from '../model/trust';
import type { PkiEvidence } from './pki-evidence';

/** Files that verify by the authority of another, as far as only the whole program shows them. */
export const foreignTrust: Rule<PkiEvidence> = {
  id: 'foreign-trust',
  what: 'A listener or caller verifies by its own authority, and not by what lies beside a certificate of another.',
  why: "A listener that trusts another's authority lets in what that one signs; a caller finds any of its holders at the frontend.",
  codes: ['SHARED_ISSUER'],
  check: ({ pki }) => [...besideCertificates(pki), ...ofCallers(pki)],
};

function besideCertificates(pki: PkiModel): Problem[] {
  const { path, authorities } = pki;
  const secrets = new Map(
    filledSecrets(pki).map((certificate) => [`Secret ${certificate.namespace}/${certificate.secretName}`, certificate]),
  );
  return authorities.flatMap((authority) =>
    authority.trust.flatMap((file) => {
      const certificate = secrets.get(`${file.kind} ${file.namespace}/${file.name}`);
      if (certificate === undefined || belongsTo(certificate, authority)) return [];
      return errorOf('SHARED_ISSUER', {
        path,
        option: authorityOption(authority),
        found: describeKey(file),
        expected: `an authority of its own, since this is of ${authorityName(certificate)}`,
        fix: 'Name the CA certificate of an authority whose certificates open nothing else.',
      });
    }),
  );
}

function ofCallers(pki: PkiModel): Problem[] {
  const verifiedBy = authoritiesByFile(pki);
  return pki.certificates.flatMap(({ holder, frontendTrust, path }) => {
    if (frontendTrust === undefined) return [];
    const authority = verifiedBy.get(describeKey(frontendTrust)) ?? verifiedBy.get(wherever(frontendTrust));
    if (authority === undefined) return [];
    return errorOf('SHARED_ISSUER', {
      path,
      option: `certificate ${holder} frontendTrust`,
      found: describeKey(frontendTrust),
      expected: `a CA certificate of the frontend, while this one is of ${authority}`,
      fix: 'Name the one that verifies the frontend, or leave frontendTrust out.',
    });
  });
}

/** Whose each file is that verifies by another authority than the frontend's, without those of a root that signs for both. */
function authoritiesByFile(pki: PkiModel): ReadonlyMap<string, string> {
  const isOther = ({ purpose }: Pick<AuthorityModel, 'purpose'>) => purpose !== 'frontend';
  const ofFrontend = pki.authorities.filter((authority) => !isOther(authority)).flatMap(hierarchiesOf);
  const sharedRoots = new Set(ofFrontend.flatMap(({ sharedRoot }) => sharedRoot ?? []));
  const verifiesFrontend = ({ sharedRoot }: Pick<HierarchyModel, 'sharedRoot'>) =>
    sharedRoot !== undefined && sharedRoots.has(sharedRoot);
  const others = pki.authorities.filter(isOther);
  const belowShared = new Set(
    others.filter((authority) => hierarchiesOf(authority).some(verifiesFrontend)).map(authorityName),
  );
  const own = others.flatMap((authority) => {
    const files = hierarchiesOf(authority).flatMap(caFilesOf);
    return [
      ...files.filter((file) => !verifiesFrontend(file)).map(({ identity }) => identity),
      ...authority.trust.map(storedOf(authority) === undefined ? describeKey : wherever),
    ].map((file) => [file, authorityName(authority)] as const);
  });
  const beside = filledSecrets(pki)
    .filter(isOther)
    .flatMap((certificate) => {
      const { namespace, secretName: name } = certificate;
      const authority = authorityName(certificate);
      // cert-manager writes the root beside what it signs.
      const keys = belowShared.has(authority) ? ['tls.crt'] : ['ca.crt', 'tls.crt'];
      return keys.map((key) => [describeKey({ kind: 'Secret', namespace, name, key }), authority] as const);
    });
  return new Map([...own, ...beside]);
}

/** The ConfigMap of a local authority lies in the namespace of each caller, and each of its keys verifies. */
function wherever(file: TrustModel): string {
  return describeKey({ ...file, namespace: '*', key: '*' });
}

/** What somebody else puts into a Secret, beside a certificate, may be whatever its holder verifies by. */
function filledSecrets({ certificates }: PkiModel): CertificateModel[] {
  return certificates.filter(({ issuer, delivered }) => issuer !== undefined || delivered !== undefined);
}

import { errorFinding, type Finding } from '../../core/findings';
import { caFilesOf, describeFile } from '../authorities/distinct-authorities';
import { authorityName, authorityOption, belongsTo, hierarchiesOf } from '../model/authority';
import type { PkiModel } from '../model/pki';

/**
 * Files that verify by the authority of another, as far as only the whole program shows them. Findings: `SHARED_ISSUER` where a
 * purpose or tenant trusts what lies beside a certificate of another, or a caller verifies the frontend by the authority of another.
 */
export function foreignTrustFindings(pki: PkiModel): Finding[] {
  return [...besideCertificates(pki), ...ofCallers(pki)];
}

function besideCertificates({ path, authorities, certificates }: PkiModel): Finding[] {
  const secrets = new Map(
    certificates
      // What somebody else puts into a Secret, beside a certificate, may be whatever its holder verifies by.
      .filter(({ issuer, delivered }) => issuer !== undefined || delivered !== undefined)
      .map((certificate) => [`Secret ${certificate.namespace}/${certificate.secretName}`, certificate]),
  );
  return authorities.flatMap((authority) =>
    authority.trust.flatMap((file) => {
      const certificate = secrets.get(`${file.kind} ${file.namespace}/${file.name}`);
      if (certificate === undefined || belongsTo(certificate, authority)) return [];
      return errorFinding('SHARED_ISSUER', {
        path,
        option: authorityOption(authority),
        value: describeFile(file),
        expected: `an authority of its own, since this is of ${authorityName(certificate)}`,
        fix: 'Name the CA certificate of an authority whose certificates open nothing else.',
      });
    }),
  );
}

function ofCallers({ authorities, certificates }: PkiModel): Finding[] {
  const frontend = authorities.filter(({ purpose }) => purpose === 'frontend').flatMap(hierarchiesOf);
  const itsRoots = new Set(frontend.flatMap(({ sharedRoot }) => sharedRoot ?? []));
  const holders = new Map(
    authorities
      .filter(({ purpose }) => purpose !== 'frontend')
      .flatMap((authority) =>
        hierarchiesOf(authority)
          .flatMap(caFilesOf)
          .filter(({ sharedRoot }) => sharedRoot === undefined || !itsRoots.has(sharedRoot))
          .map(({ identity }) => [identity, authorityName(authority)]),
      ),
  );
  return certificates.flatMap(({ name, frontendTrust, path }) => {
    if (frontendTrust === undefined) return [];
    const file = describeFile(frontendTrust);
    const holder = holders.get(file);
    if (holder === undefined) return [];
    return errorFinding('SHARED_ISSUER', {
      path,
      option: `certificate ${name} frontendTrust`,
      value: file,
      expected: `a CA certificate of the frontend, while this one is of ${holder}`,
      fix: 'Name the one that verifies the frontend, or leave frontendTrust out.',
    });
  });
}

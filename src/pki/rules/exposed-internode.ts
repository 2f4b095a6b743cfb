import { AuthError } from '../../core/errors';
import { errorOf, type Facts, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import type { CertificateFacts } from '../../x509/model';
import { isSignedBy } from '../../x509/verify/is-signed-by';
import { type AuthorityModel, authorityOption, issuerOf } from '../model/authority';
import { describeIssuer } from '../model/issuer';
import type { PkiModel } from '../model/pki';
import type { PkiEvidence } from './pki-evidence';
import { readProvided } from './provided-files';

/** Its listeners have no authorizer: what other purposes get away with is the end of all roles here. */
export const exposedInternode: Rule<PkiEvidence> = {
  id: 'exposed-internode',
  what: 'Who may have a certificate that internode lets in is known, and few.',
  why: 'The listeners of internode have no authorizer: whoever holds such a certificate is the administrator of Temporal.',
  codes: ['EXPOSED_INTERNODE'],
  check: ({ pki }) =>
    pki.authorities
      .filter(({ purpose }) => purpose === 'internode')
      .flatMap((authority) => [...anyNamespace(authority, pki), ...anyHolder(authority, pki)]),
};

const ACCEPT =
  "leave MtlsPki.internode out for a hierarchy of its own in the server's namespace; or accept it, with the reason: acknowledge('EXPOSED_INTERNODE', '…') of the stack or the PKI.";

function exposed(
  authority: AuthorityModel,
  { path }: PkiModel,
  facts: Pick<Facts, 'found' | 'expected' | 'fix'>,
): Problem {
  return errorOf('EXPOSED_INTERNODE', { option: authorityOption(authority), path, ...facts });
}

/** An issuer that signs in every namespace, and nobody who decides what. */
function anyNamespace(authority: AuthorityModel, pki: PkiModel): Problem[] {
  const issuer = issuerOf(authority);
  if (issuer === undefined || issuer.namespace !== undefined || pki.requestApproval !== undefined) return [];
  return [
    exposed(authority, pki, {
      found: describeIssuer(issuer),
      expected:
        "an issuer that signs in the Temporal server's namespace alone: this one signs for whoever may create CertificateRequests in any namespace of the cluster",
      fix: `Give MtlsPki.requestApproval: RequestApproval.approverPolicy(); or ${ACCEPT}`,
    }),
  ];
}

/** Certificates that are brought: what is trusted may have signed for others. */
function anyHolder(authority: AuthorityModel, pki: PkiModel): Problem[] {
  if (authority.kind !== 'secrets') return [];
  const { trustFile } = authority;
  const { certificateFile } = pki.certificates.find(({ role }) => role === 'internode') ?? {};
  if (trustFile === undefined || certificateFile === undefined) {
    return [
      exposed(authority, pki, {
        found: 'certificates that nobody shows',
        expected: 'to see that what is trusted signs the certificate of internode itself, and is no root of a company',
        fix: `Give trustFile and certificateFiles.internode to CertificateAuthority.existingSecrets; or ${ACCEPT}`,
      }),
    ];
  }
  const [trust, [certificate]] = [readable(trustFile), readable(certificateFile)];
  const isUnreadable = certificate === undefined || trust.length === 0;
  if (isUnreadable || trust.some((anchor) => isSignedBy(certificate, anchor))) return [];
  return [
    exposed(authority, pki, {
      found: trust.map(({ subject }) => subject).join(', '),
      expected: `the authority that signs the certificate of internode (${certificate.issuer}): what stands above it lets in whatever else is signed below it`,
      fix: `Give trust with that CA certificate alone; or ${ACCEPT}`,
    }),
  ];
}

/** What cannot be read is a finding of `provided-certificates`. */
function readable(file: string): CertificateFacts[] {
  try {
    return readProvided(file, file);
  } catch (error) {
    if (error instanceof AuthError) return [];
    throw error;
  }
}

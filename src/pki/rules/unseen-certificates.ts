import { nextCommand } from '../../core/next-command';
import { type Problem, warningOf } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { type AuthorityModel, authorityOption, authorityPath, belongsTo } from '../model/authority';
import type { PkiModel } from '../model/pki';
import type { PkiEvidence } from './pki-evidence';

export const unseenCertificates: Rule<PkiEvidence> = {
  id: 'unseen-certificates',
  what: 'Certificates that somebody else puts into Secrets are shown to synthesis by their public part.',
  why: 'What nobody shows is proven nowhere: its names, usages, dates and chain.',
  codes: ['UNSEEN_CERTIFICATE'],
  check: ({ pki }) =>
    pki.authorities.filter(({ kind }) => kind === 'secrets').flatMap((authority) => unseen(authority, pki)),
};

function unseen(authority: AuthorityModel, pki: PkiModel): Problem[] {
  const trust = authority.kind === 'secrets' && authority.trustFile !== undefined ? [] : ['its trust'];
  const certificates = pki.certificates.filter(
    (certificate) => belongsTo(certificate, authority) && certificate.certificateFile === undefined,
  );
  const hidden = [...trust, ...certificates.map(({ name }) => name)];
  if (hidden.length === 0) return [];
  return [
    warningOf('UNSEEN_CERTIFICATE', {
      path: authorityPath(pki, authority),
      option: authorityOption(authority),
      found: hidden.join(', '),
      expected: 'certificates whose names, usages, dates and chain synthesis can prove',
      fix: `Give trustFile and certificateFiles to CertificateAuthority.existingSecrets, or run ${nextCommand('verify --kubectl')} where the Secrets are.`,
    }),
  ];
}

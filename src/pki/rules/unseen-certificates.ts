import { type Problem, warningOf } from '../../core/problem';
import { authorityOption, belongsTo } from '../model/authority';
import type { PkiModel } from '../model/pki';

/** What somebody else puts into Secrets is proven nowhere as long as nobody shows its public part. */
export function unseenCertificates(pki: PkiModel): Problem[] {
  return pki.authorities
    .filter((authority) => authority.kind === 'secrets')
    .flatMap((authority) => {
      const { trustFile } = authority;
      const own = pki.certificates.filter((certificate) => belongsTo(certificate, authority));
      const unseen = own.filter(({ certificateFile }) => certificateFile === undefined);
      if (trustFile !== undefined && unseen.length === 0) return [];
      return [
        warningOf('UNSEEN_CERTIFICATE', {
          path: pki.path,
          option: authorityOption(authority),
          value: [...(trustFile === undefined ? ['its trust'] : []), ...unseen.map(({ name }) => name)].join(', '),
          expected: 'certificates whose names, usages, dates and chain synthesis can prove',
          fix: 'Give trustFile and certificateFiles to CertificateAuthority.existingSecrets, or run "temporal-auth pki verify --kubectl" where the Secrets are.',
        }),
      ];
    });
}

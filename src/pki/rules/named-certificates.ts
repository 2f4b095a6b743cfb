import { errorOf } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { didYouMean } from '../../core/suggest';
import { authorityName, authorityOption, authorityPath, belongsTo } from '../model/authority';
import type { PkiEvidence } from './pki-evidence';

/** A Secret or file that is named for a certificate that nobody asked for. */
export const namedCertificates: Rule<PkiEvidence> = {
  id: 'named-certificates',
  what: 'A Secret or file is named for a certificate that the program asks for.',
  why: 'Another name would be ignored, and the certificate that is meant looked for elsewhere.',
  codes: ['UNKNOWN_OPTION'],
  check: ({ pki, named }) =>
    named.flatMap(({ authority, option, name }) => {
      const known = pki.certificates
        .filter((certificate) => belongsTo(certificate, authority))
        .map(({ holder }) => holder);
      if (known.includes(name)) return [];
      return errorOf('UNKNOWN_OPTION', {
        option: `${authorityOption(authority)}.${option}.${name}`,
        path: authorityPath(pki, authority),
        expected: `the name of a certificate of ${authorityName(authority)}: ${known.join(', ') || 'none is asked for'}`,
        fix: `${didYouMean(name, known)}Remove or correct it: it would have been ignored.`,
      });
    }),
};

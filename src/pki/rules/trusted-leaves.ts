import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { authorityOption, authorityPath } from '../model/authority';
import { type HeldSecretModel, heldSecretsByName, OWN_CERTIFICATE } from '../model/held-secret';
import { describeKey, type TrustModel } from '../model/trust';
import type { PkiEvidence } from './pki-evidence';

/** As far as the program itself names the Secret for a holder. */
export const trustedLeaves: Rule<PkiEvidence> = {
  id: 'trusted-leaves',
  what: 'What a listener or caller verifies by is the certificate of an authority, and not that of one holder.',
  why: 'It would verify that one certificate alone and refuse every other, and that one too as soon as it is renewed.',
  codes: ['WRONG_USAGE'],
  check: ({ pki, surroundings }) => {
    const held = heldSecretsByName(surroundings.pkis);
    const ofListeners = pki.authorities.flatMap((authority) =>
      authority.trust.flatMap((file) =>
        leafProblems(file, held, { option: authorityOption(authority), path: authorityPath(pki, authority) }),
      ),
    );
    const ofCallers = pki.certificates.flatMap(({ holder, frontendTrust, path }) =>
      frontendTrust === undefined
        ? []
        : leafProblems(frontendTrust, held, { option: `certificate ${holder} frontendTrust`, path }),
    );
    return [...ofListeners, ...ofCallers];
  },
};

function leafProblems(
  file: TrustModel,
  held: ReadonlyMap<string, HeldSecretModel>,
  where: { readonly option: string; readonly path: string },
): Problem[] {
  if (file.kind !== 'Secret' || file.key !== OWN_CERTIFICATE) return [];
  const holder = held.get(`${file.namespace}/${file.name}`);
  if (holder === undefined || holder.signs) return [];
  return [
    errorOf('WRONG_USAGE', {
      ...where,
      found: describeKey(file),
      expected: `the certificate of an authority, while this is that of ${holder.holder}`,
      fix: 'Name the CA certificate that signed it: where cert-manager signs, the key "ca.crt" beside it.',
    }),
  ];
}

import { refuse } from '../../../core/errors';
import type { PkiSettings } from '../../certificates/settings';
import { authorityOption } from '../../model/authority';
import type { Purpose } from '../../model/purpose';
import { givenStates, namedTrust } from '../../rotation/state';
import type { Authority } from '../authority';
import type { ExistingSecretsOptions } from './existing-secrets-options';

/** An authority whose certificates the user provides in Secrets. Throws `MISSING_OPTION`, `INVALID_VALUE`. */
export function existingSecretsAuthority(
  purpose: Purpose,
  options: ExistingSecretsOptions,
  settings: PkiSettings,
): Authority {
  const { trust, otherTrust = [], serverName, secretNames, certificateFiles, trustFile } = options;
  const listens = purpose === 'internode' || purpose === 'frontend';
  const option = `${authorityOption({ purpose, ...settings })}.serverName`;
  if (listens && serverName === undefined) {
    refuse('MISSING_OPTION', {
      option,
      expected: 'the DNS name in the certificate that callers verify',
      fix: 'Give serverName to CertificateAuthority.existingSecrets.',
    });
  }
  if (!listens && serverName !== undefined) {
    refuse('INVALID_VALUE', {
      option,
      value: serverName,
      expected: "no server name, since these certificates are not a listener's",
      fix: 'Remove serverName.',
    });
  }
  const trusted = [trust, ...otherTrust].map((certificate) => namedTrust(certificate._in(settings.namespace)));
  return {
    model: {
      kind: 'secrets',
      purpose,
      ...givenStates(trusted),
      trust: trusted,
      ...(trustFile !== undefined && { trustFile }),
    },
    trustCarriers: [],
    secretNames,
    certificateFiles,
    serverName,
  };
}

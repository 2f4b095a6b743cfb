import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import type { LocalAuthorityOptions } from '../../src/pki/authorities/local/local-authority-options';
import { AuthorityGeneration } from '../../src/pki/rotation/authority-generation';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import type { LocalFolder } from './local-program';

const { only, introduce, signWith } = AuthorityGeneration;

/** Phases of a rotation, in the words of a program. */
export const PHASES = {
  'only(1)': only(1),
  'introduce(2)': introduce(2),
  'signWith(2)': signWith(2),
  'only(2)': only(2),
};

/** The name of a phase. */
export type Phase = keyof typeof PHASES;

/** The file with the plan of a program whose `clients` are in a phase, with one leaf. */
export function phasePlan(
  folder: LocalFolder,
  phase: Phase,
  rotationRecord?: string,
  options: Partial<LocalAuthorityOptions> = {},
): string {
  const { store } = folder;
  const secretStore = SecretStoreRef.store('vault');
  const clients = CertificateAuthority.local({ store, secretStore, generation: PHASES[phase], ...options });
  return folder.plan(({ pki }) => pki.addUiCertificate(), { clients, rotationRecord });
}

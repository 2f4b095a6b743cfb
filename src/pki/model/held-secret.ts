import { authorityName, hierarchiesOf } from './authority';
import type { PkiModel } from './pki';
import type { Purpose } from './purpose';

/** The key of a Secret with its holder's own certificate; what stands beside it, `ca.crt`, is its authority's. */
export const OWN_CERTIFICATE = 'tls.crt';

/** A Secret of a program with a certificate and its private key. */
export interface HeldSecretModel {
  readonly namespace: string;
  readonly name: string;
  /** Whose it is, in messages. */
  readonly holder: string;
  readonly purpose: Purpose;
  /** Whether the key signs certificates. */
  readonly signs: boolean;
  /** Whether the program has it written; otherwise somebody brings it. */
  readonly written: boolean;
}

/** The Secrets with the keys of an MtlsPki: of authorities that are made in the cluster, and of every certificate. */
export function heldSecretsOf({ path, authorities, certificates }: PkiModel): HeldSecretModel[] {
  const ofAuthorities = authorities.flatMap((authority) =>
    hierarchiesOf(authority).flatMap(({ root, intermediate }) =>
      [root.certificate, intermediate].map(({ namespace, name }) => ({
        namespace,
        name,
        holder: `the authority of ${authorityName(authority)} of ${path}`,
        purpose: authority.purpose,
        signs: true,
        written: true,
      })),
    ),
  );
  const ofHolders = certificates.map(({ namespace, secretName: name, holder, purpose, issuer, delivered }) => ({
    namespace,
    name,
    holder: `certificate ${holder} of ${path}`,
    purpose,
    signs: false,
    written: issuer !== undefined || delivered !== undefined,
  }));
  return [...ofAuthorities, ...ofHolders];
}

/** The Secrets of several, by `<namespace>/<name>`. */
export function heldSecretsByName(pkis: readonly PkiModel[]): ReadonlyMap<string, HeldSecretModel> {
  return new Map(pkis.flatMap(heldSecretsOf).map((held) => [`${held.namespace}/${held.name}`, held]));
}

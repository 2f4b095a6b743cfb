import { type AuthorityModel, hierarchiesOf, storedOf } from '../model/authority';
import type { AuthorityTrustModel, TrustModel } from '../model/trust';
import { isNamed } from '../rotation/state';
import { TrustRef } from './trust-ref';

/** The reference to a CA certificate of an authority, as the authority lists it. */
export function trustRefOf(file: AuthorityTrustModel, authority: AuthorityModel): TrustRef {
  return isNamed(file) ? TrustRef._of(file) : placedTrust(file, authority);
}

/** The reference to a CA certificate that is put into a Kubernetes namespace here, and into no other. */
export function placedTrust(file: TrustModel, authority: AuthorityModel): TrustRef {
  return TrustRef._of(file, { namespaces: [file.namespace], roots: rootsOf(authority) });
}

/** The roots that this program makes for an authority; none where they are the user's, of which it knows no more than a name. */
export function rootsOf(authority: AuthorityModel): string[] {
  const made = [
    ...hierarchiesOf(authority).map(({ root }) => root.certificate),
    ...(storedOf(authority)?.generations ?? []).flatMap(({ root, imported }) => (imported === undefined ? [root] : [])),
  ];
  return made.map(({ namespace, name }) => `${namespace}/${name}`);
}

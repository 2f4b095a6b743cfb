import { type AuthorityModel, hierarchiesOf, storedOf } from '../model/authority';
import type { AuthorityTrustModel, TrustModel } from '../model/trust';
import { isNamed } from '../rotation/state';
import { TrustRef } from './trust-ref';

/** The reference to a CA certificate in an authority's list. */
export function trustRefOf(file: AuthorityTrustModel, authority: AuthorityModel): TrustRef {
  return isNamed(file) ? TrustRef._of(file) : placedTrust(file, authority);
}

/** The reference to a CA certificate that this library puts into one Kubernetes namespace. */
export function placedTrust(file: TrustModel, authority: AuthorityModel): TrustRef {
  return TrustRef._of(file, { namespaces: [file.namespace], roots: rootsOf(authority) });
}

/** The roots that this program makes for an authority; none where the user provides them: then only their place is known. */
export function rootsOf(authority: AuthorityModel): string[] {
  const made = [
    ...hierarchiesOf(authority).map(({ root }) => root.certificate),
    ...(storedOf(authority)?.generations ?? []).flatMap(({ root, imported }) => (imported === undefined ? [root] : [])),
  ];
  return made.map(({ namespace, name }) => `${namespace}/${name}`);
}

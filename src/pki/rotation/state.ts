import type { AuthorityModel } from '../model/authority';
import type { AuthorityTrustModel, TrustModel } from '../model/trust';

/** The state in which one authority alone is trusted. */
export function aloneState(authority: string): AuthorityModel['state'] {
  return { signer: authority, trusted: [authority] };
}

/** The states of an authority that the user provides, whose earlier states are unknown: the first trusted one signs. */
export function givenStates(trust: readonly AuthorityTrustModel[]): Pick<AuthorityModel, 'state' | 'firstState'> {
  const trusted = trust.map(({ authority }) => authority);
  return { state: { signer: trusted[0], trusted }, firstState: aloneState(trusted[0]) };
}

/** Identifies a CA certificate of the user's by its place. */
export function namedTrust(trust: TrustModel): AuthorityTrustModel {
  return { authority: authorityAt(trust), ...trust };
}

/** Whether a CA certificate is one of the user's, who may have copied the object into any Kubernetes namespace. */
export function isNamed(trust: AuthorityTrustModel): boolean {
  return trust.authority === authorityAt(trust);
}

function authorityAt({ kind, name, key }: TrustModel): string {
  return `${kind} ${name} ${key}`;
}

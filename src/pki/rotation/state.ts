import type { AuthorityModel } from '../model/authority';
import type { AuthorityTrustModel, TrustModel } from '../model/trust';

/** The state of an authority that nothing else is trusted beside. */
export function aloneState(authority: string): AuthorityModel['state'] {
  return { signer: authority, trusted: [authority] };
}

/** The states of an authority of the user's, of which nobody knows an earlier one: the first of what is trusted signs. */
export function givenStates(trust: readonly AuthorityTrustModel[]): Pick<AuthorityModel, 'state' | 'firstState'> {
  const trusted = trust.map(({ authority }) => authority);
  return { state: { signer: trusted[0], trusted }, firstState: aloneState(trusted[0]) };
}

/** A CA certificate of the user's is known by where it lies. */
export function namedTrust(trust: TrustModel): AuthorityTrustModel {
  return { authority: authorityAt(trust), ...trust };
}

/** Whether a CA certificate is one of the user's, who may have brought the object into any Kubernetes namespace. */
export function isNamed(trust: AuthorityTrustModel): boolean {
  return trust.authority === authorityAt(trust);
}

function authorityAt({ kind, name, key }: TrustModel): string {
  return `${kind} ${name} ${key}`;
}

import type { AuthorityModel, AuthorityTrustModel, GenerationModel, TrustModel } from './model';

/** The one generation of an authority that has never been rotated. */
export const FIRST_GENERATION: GenerationModel = { authority: 'g1', generation: 1, signs: true };

/** The states of an authority that nothing else is trusted beside. */
export function firstState(authority: string): Pick<AuthorityModel, 'state' | 'firstState'> {
  const state = { signer: authority, trusted: [authority] };
  return { state, firstState: state };
}

/** A CA certificate of the user's is known by where it lies. */
export function namedTrust(trust: TrustModel): AuthorityTrustModel {
  return { authority: `${trust.kind} ${trust.name} ${trust.key}`, ...trust };
}

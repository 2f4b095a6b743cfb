import type { AuthModel } from '../../src/model/auth-model';
import { authModel, withAuthentication } from './auth-model';
import { completeProgram } from './program';

/** What the builder leaves out: only the renderers of cert-manager and the rules of references read it. */
function without({ pki, ...model }: AuthModel): AuthModel {
  return {
    ...model,
    surroundings: { pkis: [], boundSecrets: [], grants: [] },
    pki: { ...pki, authorities: pki.authorities.map((authority) => ({ ...authority, hierarchies: [] })) },
  };
}

describe('the model that tests are built on', () => {
  test('is the one that a program gives', () => {
    const program = completeProgram().auth._toModel();
    expect(without(program)).toEqual(authModel(withAuthentication({ jwks: program.authentication.jwks })));
  });
});

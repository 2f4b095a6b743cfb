import type { AuthModel } from '../../src/model/auth-model';
import { authModel, withAuthentication } from './auth-model';
import { completeProgram } from './program';

/** What the builder leaves out, since only the renderers of cert-manager and of roles read it. */
function without({ pki, authorization, ...model }: AuthModel): AuthModel {
  return {
    ...model,
    pki: { ...pki, authorities: pki.authorities.map((authority) => ({ ...authority, hierarchies: [] })) },
    authorization: { ...authorization, roles: [] },
  };
}

describe('the model that tests are built on', () => {
  test('is the one that a program gives', () => {
    const program = completeProgram().auth._toModel();
    expect(without(program)).toEqual(authModel(withAuthentication({ jwks: program.authentication.jwks })));
  });
});

import { Enforcement } from '../access/enforcement';
import { combineMethods } from '../authn/combine-methods';
import type { AuthModel } from '../model/auth-model';
import type { PkiModel } from '../pki/model/pki';
import { frontendAddress } from '../temporal/callers/component-profile';
import { serverModel } from './server-model';
import type { TemporalAuthStackProps } from './stack-props';

/** What no line of a program after the stack's changes. */
export type FixedModel = Omit<AuthModel, 'authorization' | 'services' | 'pki' | 'uiInUse' | 'surroundings'>;

/** What the options of a stack say beside a PKI. Throws `NO_AUTHENTICATION`, `AUDIENCE_MISMATCH`, `DUPLICATE_AUTHENTICATION`, `SECRET_ELSEWHERE`. */
export function fixedModel(path: string, props: TemporalAuthStackProps, pki: PkiModel): FixedModel {
  const { namespace, namePrefix } = pki;
  return {
    path,
    namespace,
    namePrefix,
    server: serverModel(props),
    database: props.database._modelIn(namespace),
    frontendAddress: frontendAddress(pki),
    authentication: combineMethods(props.authentication.map(({ _modelIn }) => _modelIn(namespace))),
    enforcement: (props.enforcement ?? Enforcement.defaultAuthorizer())._model,
  };
}

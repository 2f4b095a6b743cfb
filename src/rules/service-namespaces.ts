import { errorOf } from '../core/problem';
import type { Rule } from '../core/rule';
import { didYouMean } from '../core/suggest';
import type { AuthModel } from '../model/auth-model';

export const serviceNamespaces: Rule<AuthModel> = {
  id: 'service-namespaces',
  what: 'A service calls a Temporal namespace that the program declares.',
  why: 'A profile that names another one fails at its first call, in production.',
  codes: ['UNKNOWN_TEMPORAL_NAMESPACE'],
  check: (model) => {
    const declared = model.authorization.temporalNamespaces;
    return model.services
      .filter((service) => !declared.includes(service.temporalNamespace))
      .map((service) =>
        errorOf('UNKNOWN_TEMPORAL_NAMESPACE', {
          path: service.path,
          option: 'TemporalServiceOptions.temporalNamespace',
          value: service.temporalNamespace,
          expected: `one of the declared Temporal namespaces: ${declared.join(', ')}`,
          fix: `${didYouMean(service.temporalNamespace, declared)}Correct it, or declare it in RbacRoleSet.temporalNamespaces.`,
        }),
      );
  },
};

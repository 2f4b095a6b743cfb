import { boundServices } from '../access/grants';
import { errorOf, warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import { didYouMean } from '../core/suggest';
import type { AuthModel } from '../model/auth-model';

export const serviceNamespaces: Rule<AuthModel> = {
  id: 'service-namespaces',
  what: 'A service calls a Temporal namespace that the program declares.',
  why: 'A profile that names another one fails at its first call, in production.',
  check: (model) => {
    const declared = model.authorization.temporalNamespaces;
    return model.services
      .filter((service) => !declared.includes(service.temporalNamespace))
      .map((service) =>
        errorOf('UNKNOWN_TEMPORAL_NAMESPACE', {
          path: service.path,
          option: 'TemporalService.temporalNamespace',
          value: service.temporalNamespace,
          expected: `one of the declared Temporal namespaces: ${declared.join(', ')}`,
          fix: `${didYouMean(service.temporalNamespace, declared)}Correct it, or declare it in RbacRoleSet.temporalNamespaces.`,
        }),
      );
  },
};

export const servicesHoldRoles: Rule<AuthModel> = {
  id: 'services-hold-roles',
  what: 'A service holds a role.',
  why: 'Every call of one without is answered by "Request unauthorized."',
  check: ({ authorization, services }) => {
    const bound = boundServices(authorization.roles);
    return services
      .filter(({ name }) => !bound.has(name))
      .map((service) =>
        warningOf('UNBOUND_SERVICE', {
          path: service.path,
          option: 'TemporalService',
          value: service.name,
          expected: 'at least one role bound to the service',
          fix: 'Bind one, for example roles.predefined.worker.bind(service), or remove the service.',
        }),
      );
  },
};

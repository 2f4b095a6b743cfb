import { errorOf, warningOf } from '../core/problem';
import { didYouMean } from '../core/suggest';
import type { Rule } from './rule';

/** A profile that names a Temporal namespace that does not exist fails at the first call, in production. */
export const serviceNamespaces: Rule = (model) => {
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
};

/** A service that holds no role gets "Request unauthorized." from every call. */
export const servicesHoldRoles: Rule = ({ authorization, services }) => {
  const bound = authorization.roles.flatMap(({ subjects }) => subjects.filter(({ kind }) => kind === 'service'));
  const names = new Set(bound.map(({ id }) => id));
  return services
    .filter(({ name }) => !names.has(name))
    .map((service) =>
      warningOf('UNBOUND_SERVICE', {
        path: service.path,
        option: 'TemporalService',
        value: service.name,
        expected: 'at least one role bound to the service',
        fix: 'Bind one, for example roles.predefined.worker.bind(service), or remove the service.',
      }),
    );
};

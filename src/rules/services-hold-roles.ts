import { boundServices } from '../access/grants';
import { warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const servicesHoldRoles: Rule<AuthModel> = {
  id: 'services-hold-roles',
  what: 'A service holds a role.',
  why: 'Every call of one without is answered by "Request unauthorized."',
  codes: ['UNBOUND_SERVICE'],
  check: ({ authorization, services }) => {
    const bound = boundServices(authorization.roles);
    return services
      .filter(({ name }) => !bound.has(name))
      .map((service) =>
        warningOf('UNBOUND_SERVICE', {
          path: service.path,
          option: 'TemporalAuthStack.addService(name)',
          value: service.name,
          expected: 'at least one role bound to the service',
          fix: 'Bind one, for example roles.predefined.worker.bind(service), or remove the service.',
        }),
      );
  },
};

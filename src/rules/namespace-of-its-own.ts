import { warningOf } from '../core/problem';
import type { Rule } from '../core/rule';
import type { AuthModel } from '../model/auth-model';

export const namespaceOfItsOwn: Rule<AuthModel> = {
  id: 'namespace-of-its-own',
  what: 'The server and its callers live in Kubernetes namespaces of their own.',
  why: 'In `default` everybody lands who forgets to name a namespace, and whoever may read Secrets there reads the keys.',
  codes: ['SHARED_NAMESPACE'],
  check: (model) =>
    [{ path: model.path, namespace: model.namespace }, ...model.services]
      .filter(({ namespace }) => namespace === 'default')
      .map(({ path, namespace }) =>
        warningOf('SHARED_NAMESPACE', {
          path,
          option: 'Chart.namespace',
          value: namespace,
          expected: 'a Kubernetes namespace of its own',
          fix: 'Give the chart another namespace: whoever may read Secrets in this one reads the keys.',
        }),
      ),
};

import { warningOf } from '../core/problem';
import type { Rule } from './rule';

/** In `default` everybody who forgets to name a namespace lands, beside the server's keys. */
export const namespaceOfItsOwn: Rule = (model) =>
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
    );

import { Severity } from '../../src/core/problem';
import { namespaceOfItsOwn } from '../../src/rules/namespaces';
import { authModel, withService } from '../gen/auth-model';
import { facts } from '../support/findings';

const warning = (path: string) => ({
  severity: Severity.WARNING,
  code: 'SHARED_NAMESPACE',
  path,
  option: 'Chart.namespace',
  value: '"default"',
});

describe('the Kubernetes namespaces of a program', () => {
  test('nothing is found where they are its own', () => {
    expect(namespaceOfItsOwn(authModel())).toEqual([]);
  });

  test('K17 the server in "default" is warned of (B15)', () => {
    const model = { ...authModel(), namespace: 'default' };
    expect(facts(namespaceOfItsOwn(model))).toEqual([warning(model.path)]);
  });

  test('K17 so is a service there', () => {
    const model = authModel(withService({ namespace: 'default' }));
    expect(facts(namespaceOfItsOwn(model))).toEqual([warning(model.services[0].path)]);
  });
});

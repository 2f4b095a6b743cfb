import * as path from 'node:path';
import { currentAssembly } from './support/assembly';
import { readSources } from './support/imports';
import { isPublicOption, optionNames } from './support/option-names';

const ROOT = path.join(__dirname, '..');
const assembly = currentAssembly(ROOT);

/** What has the form of an option and is another thing, or is written at more places than one. */
const OTHERS = {
  'App.yamlOutputType': 'an option of cdk8s',
  'Chart.namespace': 'an option of cdk8s',
  'Authentication.jwksUri': 'an option of each method of authentication',
  'GitLab.com': 'a provider',
  'TemporalNamespaces.all()': 'a call that a fix advises',
};

describe('the option that a message names', () => {
  test('F11 is one that a program can write', () => {
    const names = optionNames(readSources(path.join(ROOT, 'src')));
    expect(names.length).toBeGreaterThan(80);
    expect(names.filter((name) => !isPublicOption(assembly, name))).toEqual(Object.keys(OTHERS).sort());
  });

  test.each([
    'RbacRoleSet.addRole(name)',
    'TemporalAuthStack.roles',
    'Authentication.oidc.login.clientSecret',
    'PodFiles.addTo.pod.securityContext.fsGroup',
    'RoleProps.permissions',
  ])('is looked for as deep as it goes: %s', (name) => {
    expect(isPublicOption(assembly, name)).toBe(true);
    expect(isPublicOption(assembly, name.replace('.', 'x.'))).toBe(false);
    expect(isPublicOption(assembly, name.replace(/\w(?=\)?$)/, ''))).toBe(name.includes('fsGroup'));
  });
});

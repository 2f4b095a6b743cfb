import type { PredefinedRolesProps } from '../../../src/access/predefined-roles';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { compileClaims } from '../../../src/enforcement/default-authorizer/compile-claims';
import { exactRoles } from '../../../src/enforcement/default-authorizer/rules/exact-roles';
import { roleSet } from '../../access/builders';
import { judged } from '../judged';

const COARSE = { acceptCoarse: 'accepted' };
const PRODUCTION = TemporalNamespaces.of('production');
const ACCEPTED = {
  developer: COARSE,
  operator: COARSE,
  viewer: COARSE,
  service: COARSE,
  worker: { temporalNamespaces: PRODUCTION, ...COARSE },
};
const NAMES = ['admin', 'developer', 'operator', 'viewer', 'service', 'worker'] as const;

function bound(predefined: PredefinedRolesProps) {
  const roles = roleSet({ predefined });
  for (const name of NAMES) roles.predefined[name].bind(Subject.service(`a-${name}`));
  return judged(roles._toModel());
}

describe('the predefined roles', () => {
  test('take these claims', () => {
    const claims = compileClaims(bound(ACCEPTED));
    expect(Object.fromEntries(claims.map(({ subject, permissions }) => [subject, permissions]))).toEqual({
      'a-admin': ['temporal-system:admin'],
      'a-developer': ['development:write', 'testing:write'],
      'a-operator': ['development:write', 'production:write', 'staging:write', 'temporal-system:read', 'testing:write'],
      'a-viewer': ['temporal-system:read'],
      'a-service': ['production:write', 'staging:write'],
      'a-worker': ['production:write'],
    });
  });

  test('but temporal-admin need acceptCoarse', () => {
    const problems = exactRoles.check(bound({ worker: { temporalNamespaces: PRODUCTION } }));
    expect(problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual(
      ['developer', 'operator', 'service', 'viewer', 'worker'].map(
        (name) => `ERROR ROLE_NOT_EXPRESSIBLE temporal-auth/Roles/Predefined/temporal-${name}`,
      ),
    );
  });

  test('for tasks take the smallest level, but for temporal-auditor, which no level below everything covers', () => {
    const place = { temporalNamespaces: PRODUCTION, ...COARSE };
    const roles = roleSet({
      predefined: { starter: place, scheduleManager: place, namespaceOwner: place, auditor: COARSE },
    });
    const { starter, scheduleManager, namespaceOwner, auditor } = roles.predefined;
    for (const role of [starter, scheduleManager, namespaceOwner]) role.bind(Subject.service(role.roleName));
    const claims = compileClaims(judged(roles._toModel()));
    expect(Object.fromEntries(claims.map(({ subject, permissions }) => [subject, permissions]))).toEqual({
      'temporal-namespace-owner': ['production:admin'],
      'temporal-schedule-manager': ['production:write'],
      'temporal-starter': ['production:write'],
    });
    auditor.bind(Subject.service('audit'));
    expect(exactRoles.check(judged(roles._toModel())).filter(({ severity }) => severity === 'ERROR')).toMatchObject([
      { code: 'ROLE_NOT_EXPRESSIBLE', path: 'temporal-auth/Roles/Predefined/temporal-auditor' },
    ]);
  });

  test('are over-granted exactly this', () => {
    const problems = exactRoles.check(bound(ACCEPTED));
    expect(problems.map(({ code }) => code)).toEqual(Array(5).fill('COARSE_ROLE'));
    expect(Object.fromEntries(problems.map(({ path, details }) => [path, details]))).toMatchSnapshot();
  });
});

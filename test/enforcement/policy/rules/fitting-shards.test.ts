import { Enforcement } from '../../../../src/access/enforcement';
import type { PolicyModel } from '../../../../src/access/model';
import { SubjectKind } from '../../../../src/access/subject';
import { policyMode } from '../../../../src/enforcement/policy/policy-mode';
import { fittingShards } from '../../../../src/enforcement/policy/rules/fitting-shards';
import { everywhere, roleModel, user, userModel } from '../../../access/builders';
import { authModel, withAuthorization, withParts } from '../../../gen/auth-model';

const programOf = (services: number, shards: number) => {
  const subjects = Array.from({ length: services }, (_, index) => ({
    kind: SubjectKind.SERVICE,
    id: `a-service-with-a-rather-long-name-${index}`,
    mappedByProvider: false,
  }));
  const roles = [roleModel(['temporal:workflow:list'], everywhere, { subjects })];
  return authModel(withAuthorization({ roles }), withParts({ enforcement: Enforcement.policy({ shards })._model }));
};

describe('a policy', () => {
  test('that fits is fine', () => {
    expect(fittingShards.check(programOf(2000, 1))).toEqual([]);
    expect(fittingShards.check(programOf(6000, 4))).toEqual([]);
  });

  test('that is too large is refused, with as many ConfigMaps as are enough', () => {
    const [problem, ...others] = fittingShards.check(programOf(6000, 1));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'POLICY_TOO_LARGE', option: 'PolicyOptions.shards', found: '1 ConfigMap' });
    const [, enough] = problem.fix.match(/shards: (\d+)/) ?? [];
    expect(fittingShards.check(programOf(6000, Number(enough)))).toEqual([]);
    expect(fittingShards.check(programOf(6000, Number(enough) / 2))).not.toEqual([]);
  });

  test('of 10,000 users with 20 roles each is judged in no time, and fits into the ConfigMaps that the refusal names (B52)', () => {
    const names = Array.from({ length: 20 }, (_, index) => `role-${index}`);
    const users = Array.from({ length: 10_000 }, (_, index) => userModel(`user-${index}`, everywhere));
    const subjects = users.map(({ id }) => user(id));
    const roles = names.map((name) => roleModel(['temporal:workflow:list'], everywhere, { name, subjects }));
    const of = (shards: number) =>
      authModel(withAuthorization({ roles, users }), withParts({ enforcement: Enforcement.policy({ shards })._model }));
    const before = performance.now();
    const [{ code, fix }] = fittingShards.check(of(1));
    expect(code).toBe('POLICY_TOO_LARGE');
    expect(fittingShards.check(of(Number(fix.match(/shards: (\d+)/)?.[1])))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('is below what an annotation holds in each object that is emitted', () => {
    const program = programOf(2000, 1);
    const [{ data }] = policyMode(program.enforcement as PolicyModel).objects('temporal');
    expect(Buffer.byteLength(JSON.stringify(data(program)))).toBeLessThan(262_144);
  });
});

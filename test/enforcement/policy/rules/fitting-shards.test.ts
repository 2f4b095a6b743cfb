import { Enforcement } from '../../../../src/access/enforcement';
import type { PolicyModel } from '../../../../src/access/model';
import { SubjectKind } from '../../../../src/access/subject';
import { policyMode } from '../../../../src/enforcement/policy/policy-mode';
import { fittingShards } from '../../../../src/enforcement/policy/rules/fitting-shards';
import { everywhere, roleModel } from '../../../access/builders';
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

  test('is below what an annotation holds in each object that is emitted', () => {
    const program = programOf(2000, 1);
    const [{ data }] = policyMode(program.enforcement as PolicyModel).objects('temporal');
    expect(Buffer.byteLength(JSON.stringify(data(program)))).toBeLessThan(262_144);
  });
});

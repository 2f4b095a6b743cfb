import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import { codeOf, refusalOf } from '../../support/refusal';

describe('the generation of an authority', () => {
  test('P32 leads from one to the next in phases: the older one first, one of them signing', () => {
    const { only, introduce, signWith } = AuthorityGeneration;
    const phases = [only(1), introduce(2), signWith(2), only(2)];
    expect(phases.map(({ _existing, _signer }) => [_existing, _signer])).toEqual([
      [[1], 1],
      [[1, 2], 1],
      [[1, 2], 2],
      [[2], 2],
    ]);
  });

  test('F03 is a whole number, from 2 for what follows another', () => {
    expect(codeOf(() => AuthorityGeneration.only(0))).toBe('OUT_OF_RANGE');
    expect(codeOf(() => AuthorityGeneration.only(1.5))).toBe('OUT_OF_RANGE');
    expect(AuthorityGeneration.only(9999)._signer).toBe(9999);
    expect(codeOf(() => AuthorityGeneration.only(10_000))).toBe('OUT_OF_RANGE');
    expect(codeOf(() => AuthorityGeneration.only('2' as never))).toBe('WRONG_TYPE');
    expect(refusalOf(() => AuthorityGeneration.introduce(1)).option).toBe('AuthorityGeneration.introduce generation');
    expect(codeOf(() => AuthorityGeneration.signWith(1))).toBe('OUT_OF_RANGE');
  });
});

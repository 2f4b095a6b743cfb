import type { HierarchyOptions } from '../../../../src/pki/authorities/self-signed/hierarchy-options';
import { checkRotation } from '../../../../src/pki/authorities/self-signed/rotation-options';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { AuthorityGeneration } from '../../../../src/pki/rotation/authority-generation';
import { refusalOf } from '../../../support/refusal';

const [root, nextRoot] = ['company', 'company-2'].map((name) => new SharedRoot({ name }));
const introduce = AuthorityGeneration.introduce(2);
const check = (options: HierarchyOptions) => () => checkRotation('CertificateAuthority.selfSigned', options);

describe('what is rotated', () => {
  test.each<[string, string, HierarchyOptions]>([
    [
      'an intermediate alone below a shared root',
      'intermediateGeneration',
      { root, intermediateGeneration: introduce },
    ],
    [
      'a root and an intermediate at one time',
      'intermediateGeneration',
      { generation: introduce, intermediateGeneration: introduce },
    ],
    ['a root that follows none', 'nextRoot', { nextRoot, generation: introduce }],
    ['a root above no new generation', 'nextRoot', { root, nextRoot, generation: AuthorityGeneration.only(2) }],
    ['a root that no generation is told of', 'nextRoot', { root, nextRoot }],
    ['a root that follows itself', 'nextRoot', { root, nextRoot: root, generation: introduce }],
  ])('P32 is not %s', (_what, option, options) => {
    expect(refusalOf(check(options))).toMatchObject({
      code: 'INVALID_VALUE',
      option: `CertificateAuthority.selfSigned.${option}`,
    });
  });

  test.each<[string, HierarchyOptions]>([
    ['nothing', {}],
    ['the intermediate below a shared root', { root, generation: introduce }],
    ['a shared root with what is below it', { root, nextRoot, generation: AuthorityGeneration.signWith(2) }],
    [
      'the root, once the intermediate has been',
      { generation: introduce, intermediateGeneration: AuthorityGeneration.only(2) },
    ],
  ])('may be %s', (_what, options) => {
    expect(check(options)).not.toThrow();
  });
});

import {
  checkPolicies,
  SecretCreationPolicy,
  SecretDeletionPolicy,
  SecretType,
} from '../../src/secrets/external-secret-policies';
import { refusalOf } from '../support/refusal';

// The outcome of the operator's own webhook, v0.16.2, for all combinations; Orphan with Delete its controller refuses.
const REFUSED = ['Merge+Delete', 'None+Delete', 'None+Merge', 'Orphan+Delete'];

describe('the policies of an ExternalSecret', () => {
  const combinations = Object.values(SecretCreationPolicy).flatMap((creation) =>
    Object.values(SecretDeletionPolicy).map((deletion) => [creation, deletion] as const),
  );

  test.each(combinations)(
    'K10 %s with %s is refused exactly where the operator refuses it (B146)',
    (creation, deletion) => {
      const check = () => checkPolicies('A.deletionPolicy', creation, deletion);
      if (REFUSED.includes(`${creation}+${deletion}`)) {
        expect(refusalOf(check)).toMatchObject({ code: 'INVALID_SECRET_POLICY', option: 'A.deletionPolicy' });
      } else {
        expect(check).not.toThrow();
      }
    },
  );

  test('K06 K11 no type is one that holds tokens of the cluster', () => {
    expect(Object.values(SecretType)).toEqual(['Opaque', 'kubernetes.io/tls']);
  });
});

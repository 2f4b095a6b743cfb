import { Duration } from 'cdk8s';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { codeOf } from '../../../support/refusal';

const root = (props: object) => new SharedRoot(props as never);

describe('a shared root', () => {
  test('has a name', () => {
    expect(root({ name: 'company' }).name).toBe('company');
    expect(codeOf(() => root({}))).toBe('MISSING_OPTION');
    expect(codeOf(() => root({ name: 'Company' }))).toBe('INVALID_NAME');
  });

  test.each(['internode', 'frontend', 'clients', 'database'])(
    'is not called %s, as the root of that purpose is',
    (name) => {
      expect(codeOf(() => root({ name }))).toBe('INVALID_VALUE');
    },
  );

  test.each([
    [{ duration: Duration.days(26 * 365) }, 'OUT_OF_RANGE'],
    [{ keyAlgorithm: 'RSA_1024' }, 'INVALID_VALUE'],
    [{ organization: 'a\nb' }, 'UNSAFE_TEXT'],
    [{ algorithm: 'RSA_2048' }, 'UNKNOWN_OPTION'],
  ])('F02 P20 is refused with %j', (props, code) => {
    expect(codeOf(() => root({ name: 'company', ...props }))).toBe(code);
  });
});

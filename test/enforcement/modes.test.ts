import { Enforcement } from '../../src/access/enforcement';
import type { EnforcementModel } from '../../src/access/model';
import { modeOf } from '../../src/enforcement/modes';
import { SERVER_SERVICES } from '../../src/pki/model/component';
import { authModel, withParts } from '../gen/auth-model';

const ENFORCEMENTS: Readonly<Record<EnforcementModel['kind'], Enforcement>> = {
  'default-authorizer': Enforcement.defaultAuthorizer(),
  policy: Enforcement.policy(),
};

describe.each(Object.values(ENFORCEMENTS).map(({ _model }) => _model))('the mode $kind', (enforcement) => {
  const mode = modeOf(enforcement);

  test('A02 A03 names an authorizer and a claim mapper to every service', () => {
    for (const service of SERVER_SERVICES) {
      const { config } = mode.section(authModel(withParts({ enforcement })), service);
      expect([config.authorizer, config.claimMapper]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    }
  });

  test('emits objects whose names begin with the prefix and which do not replace one another', () => {
    const objects = mode.objects('tmprl');
    expect(objects.every(({ name }) => typeof name === 'string' && name.startsWith('tmprl-'))).toBe(true);
    for (const key of ['id', 'name'] as const) expect(new Set(objects.map((of) => of[key])).size).toBe(objects.length);
  });
});

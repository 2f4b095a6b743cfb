import { compilePolicy } from '../../../src/enforcement/policy/compile-policy';
import type { Policy, PolicyPlaces } from '../../../src/enforcement/policy/policy';
import { readPolicy } from '../../../src/enforcement/policy/read-policy';
import { policyText, writtenPolicy } from '../../../src/enforcement/policy/written-policy';
import { refusalOf } from '../../support/refusal';

const NAMES = Array.from({ length: 20 }, (_, index) => `${String.fromCharCode(97 + index)}-${'x'.repeat(400)}`);

function policyAt(places: PolicyPlaces): Policy {
  const empty = { path: 'Roles', temporalNamespaces: NAMES, roles: [], users: [], guarantees: [] };
  return {
    ...compilePolicy(empty, '1.32.2', []),
    roles: { reader: { allow: ['temporal:workflow:read'], places } },
    users: { alice: { roles: ['reader'], places } },
  };
}

const writtenAt = (places: PolicyPlaces) => writtenPolicy(policyAt(places)).roles.reader.places;

function reading(bits: string) {
  const text = policyText(policyAt(NAMES)).replaceAll(/"bits":"[^"]*"/g, `"bits":${JSON.stringify(bits)}`);
  return () => readPolicy(text, 'policy.json');
}

describe('the places of a policy in its text', () => {
  test('are names where these are short', () => {
    expect(writtenAt('*')).toBe('*');
    expect(writtenAt([])).toEqual([]);
    expect(writtenAt(NAMES.slice(18))).toEqual(NAMES.slice(18));
  });

  test('are bits where they are long, without zero bytes at the end', () => {
    expect(writtenAt(NAMES)).toEqual({ bits: Buffer.from([0xff, 0xff, 0x0f]).toString('base64') });
    expect(writtenAt([NAMES[0], NAMES[3], NAMES[9]])).toEqual({ bits: Buffer.from([0b1001, 0b10]).toString('base64') });
    expect(writtenPolicy(policyAt(NAMES)).users.alice.places).toEqual({ bits: '//8P' });
  });

  test.each([[[0, 3, 9]], [[0, 7, 8, 15]], [[4, 5, 16, 19]], [NAMES.map((_, index) => index)]])(
    'are read as they were: %j',
    (indexes) => {
      const policy = policyAt(indexes.map((index) => NAMES[index]));
      expect(readPolicy(policyText(policy), 'policy.json')).toEqual(policy);
      expect(policyText(policy)).toContain('"bits"');
    },
  );

  test.each([
    ['of a Temporal namespace that does not exist', Buffer.from([0xff, 0xff, 0x1f]).toString('base64')],
    ['of more bytes', Buffer.from([1, 1, 1, 1]).toString('base64')],
    ['with a zero byte at the end', Buffer.from([1, 1, 0]).toString('base64')],
    ['that are no base64', '//8*'],
    ['that are base64 of another form', '__8P'],
  ])('are refused as bits %s', (_, bits) => {
    expect(refusalOf(reading(bits))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'policy.json.roles.reader.places.bits',
    });
  });
});

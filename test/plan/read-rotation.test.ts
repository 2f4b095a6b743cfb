import { rotation } from '../../src/plan/read-rotation';
import { refusalOf } from '../support/refusal';

const state = { signer: 'g1', trusted: ['g1'] };
const secret = { kind: 'Secret', namespace: 'temporal', name: 'temporal-ui', key: 'tls.crt' };
const authority = {
  name: 'clients',
  state,
  firstState: state,
  imported: true,
  certificates: [secret],
  signer: secret,
  stored: ['root'],
};
const planned = { path: 'temporal/Pki', record: '/rotation.json', authorities: [authority] };
const readWith = (change: object) => rotation({ ...planned, authorities: [{ ...authority, ...change }] }, 'plan');

describe('what a plan says of rotations', () => {
  test('is read as it was written', () => {
    expect(rotation(planned, 'plan')).toEqual(planned);
    expect(rotation({ path: 'temporal/Pki', authorities: [] }, 'plan')).toEqual({
      path: 'temporal/Pki',
      authorities: [],
    });
  });

  test.each<[string, object, string, string]>([
    ['no state', { state: undefined }, 'MISSING_OPTION', 'state'],
    ['a text for a list', { state: { ...state, trusted: 'g1' } }, 'WRONG_TYPE', 'state.trusted'],
    ['what it does not know', { phase: 2 }, 'UNKNOWN_OPTION', 'phase'],
    [
      'a name that kubectl would take for an option',
      { signer: { ...secret, name: '--all' } },
      'INVALID_VALUE',
      'signer.name',
    ],
    [
      'a path for a namespace',
      { certificates: [{ ...secret, namespace: '../x' }] },
      'INVALID_VALUE',
      'certificates[0].namespace',
    ],
    ['a path for a name in a store', { stored: ['../root'] }, 'INVALID_VALUE', 'stored[0]'],
  ])('is refused with %s', (_what, change, code, key) => {
    expect(refusalOf(() => readWith(change))).toMatchObject({ code, option: `plan.authorities[0].${key}` });
  });
});

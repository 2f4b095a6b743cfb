import { type Decision, decide, isUpToDate, type Request } from '../../../src/cli/pki/decide';
import { errorOf, type Problem, warningOf } from '../../../src/core/problem';
import type { ComparedCertificate } from '../../../src/pki/store/compare-store';
import type { PlannedCertificate } from '../../../src/pki/store/store-plan';

const INIT: Request = { makeAuthorities: true, issue: true, renew: [], newKey: false };
const ISSUE: Request = { ...INIT, makeAuthorities: false };
const LOOK: Request = { ...ISSUE, issue: false };
const renew = (...names: string[]): Request => ({ ...LOOK, renew: names });

const wrong = errorOf('CERTIFICATE_MISMATCH', { option: 'o', value: 'x', expected: 'y', fix: 'Do.' });
const over = errorOf('CERTIFICATE_EXPIRED', { option: 'o', value: 'past', expected: 'y', fix: 'Do.' });
const due = warningOf('CERTIFICATE_NEAR_EXPIRY', { option: 'o', value: 'soon', expected: 'y', fix: 'Do.' });

interface State {
  readonly root?: Problem | 'missing';
  readonly ca?: Problem | 'missing';
  readonly leaf?: Problem | 'missing';
}

/** A root, an intermediate and two leaves, good but for what is said. */
function store({ root, ca, leaf }: State): ComparedCertificate[] {
  const compared = (id: string, state: Problem | 'missing' | undefined, planned: object): ComparedCertificate => ({
    planned: { id, profile: {}, rootId: 'root', ...planned } as PlannedCertificate,
    ...(state !== 'missing' && { facts: {} as ComparedCertificate['facts'] }),
    findings: state === undefined || state === 'missing' ? [] : [state],
  });
  const secret = { namespace: 'n', name: 's', remoteKey: 'n/s' };
  return [
    compared('root', root, {}),
    compared('ca', ca, { issuerId: 'root' }),
    compared('leaf', leaf, { issuerId: 'ca', secret }),
    compared('other', undefined, { issuerId: 'ca', secret }),
  ];
}

const actions = (decisions: readonly Decision[]) => decisions.map(({ action }) => action).join(' ');
const decided = (state: State, request: Request) => actions(decide(store(state), request));

describe('what is done with a certificate', () => {
  test.each([INIT, ISSUE, LOOK])('P06 is nothing where all is well, whatever the command (%j)', (request) => {
    const decisions = decide(store({}), request);
    expect(actions(decisions)).toBe('keep keep keep keep');
    expect(isUpToDate(decisions)).toBe(true);
  });

  test.each([
    [{ root: 'missing', ca: 'missing', leaf: 'missing' }, 'issue issue issue issue'],
    [{ ca: 'missing' }, 'keep issue issue issue'],
    [{ leaf: 'missing' }, 'keep keep issue keep'],
  ] as Array<[State, string]>)('init makes what is missing, and what it has signed anew: %j', (state, expected) => {
    expect(decided(state, INIT)).toBe(expected);
  });

  test.each([
    [{ leaf: 'missing' }, 'keep keep issue keep'],
    [{ leaf: wrong }, 'keep keep issue keep'],
    [{ leaf: due }, 'keep keep issue keep'],
    [{ root: 'missing', ca: 'missing', leaf: 'missing' }, 'todo todo todo keep'],
    [{ root: due }, 'todo keep keep keep'],
    [{ ca: wrong, leaf: due }, 'keep todo issue keep'],
  ] as Array<[State, string]>)('P06 issue never replaces an authority: %j', (state, expected) => {
    expect(decided(state, ISSUE)).toBe(expected);
  });

  test.each([
    [{ ca: over, leaf: due }, ISSUE],
    [{ ca: over, leaf: 'missing' }, INIT],
  ] as Array<[State, Request]>)(
    'nothing is issued below an authority that is over, which keeps nothing else: %j',
    (state, request) => {
      expect(decided(state, request)).toBe('keep todo todo keep');
      const [, ca, leaf] = decide(store(state), request);
      expect(leaf.reason).toContain(`first its authority: ${ca.reason}`);
      expect(ca.reason).toContain('run "npx temporal-auth pki renew ca --new-key"');
    },
  );

  test('init never replaces an authority that is there, however wrong', () => {
    expect(decided({ root: wrong, ca: due }, INIT)).toBe('todo todo keep keep');
  });

  test('a look changes nothing, and is not up to date', () => {
    const decisions = decide(store({ root: due, leaf: 'missing' }), LOOK);
    expect(actions(decisions)).toBe('todo keep todo keep');
    expect(isUpToDate(decisions)).toBe(false);
  });

  test.each([
    ['renew', renew('leaf'), 'keep keep issue keep'],
    ['renew', renew('ca'), 'keep renew keep keep'],
    ['renew --new-key', { ...renew('ca'), newKey: true }, 'keep issue issue issue'],
    ['renew --new-key', { ...renew('root'), newKey: true }, 'issue issue issue issue'],
  ] as Array<[string, Request, string]>)(
    'P21 %s gives a leaf a new key, an authority only where asked',
    (_name, request, expected) => {
      expect(decided({}, request)).toBe(expected);
    },
  );

  test('renew issues a leaf that is missing, and leaves alone what is not named', () => {
    expect(decided({ leaf: 'missing' }, renew('leaf'))).toBe('keep keep issue keep');
    expect(decided({ leaf: due }, renew('other'))).toBe('keep keep todo issue');
  });

  test('names the command where somebody has something to do', () => {
    const reasons = (state: State, request: Request) =>
      decide(store(state), request)
        .filter(({ action }) => action === 'todo')
        .map(({ reason }) => /run "(.*)"/.exec(reason)?.[1]);
    expect(reasons({ root: 'missing' }, ISSUE)).toEqual(['npx temporal-auth pki init']);
    expect(reasons({ root: due }, ISSUE)).toEqual(['npx temporal-auth pki renew root']);
    expect(reasons({ ca: wrong }, ISSUE)).toEqual(['npx temporal-auth pki renew ca --new-key']);
    expect(reasons({ leaf: due }, LOOK)).toEqual(['npx temporal-auth pki issue']);
    expect(reasons({ leaf: 'missing' }, LOOK)).toEqual(['npx temporal-auth pki issue']);
    expect(reasons({ root: 'missing', ca: 'missing', leaf: due }, { ...LOOK, unrecorded: true })).toEqual(
      Array(3).fill('npx temporal-auth pki rotate --rolled-out'), // all others are refused
    );
  });
});

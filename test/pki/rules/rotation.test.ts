import { findingOf } from '../../../src/core/findings';
import { Severity } from '../../../src/core/problem';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import type { SelfSignedOptions } from '../../../src/pki/authorities/self-signed/self-signed-options';
import { SharedRoot } from '../../../src/pki/authorities/self-signed/shared-root';
import type { RotationState } from '../../../src/pki/model/rotation';
import { AuthorityGeneration } from '../../../src/pki/rotation/authority-generation';
import type { RotationRecord } from '../../../src/pki/rotation/record';
import { type DeclaredAuthority, type DeclaredRotation, rotationProblems } from '../../../src/pki/rules/rotation';
import { plannedRotationOf } from '../../../src/plan/rotations';
import { PkiProgram } from '../../support/pki-program';
import { recordOf } from '../../support/recorded-program';

const since = '2026-11-24T12:00:00Z';
const only1 = { signer: 'g1', trusted: ['g1'] };
const introduce2 = { signer: 'g1', trusted: ['g1', 'g2'] };
const signWith2 = { signer: 'g2', trusted: ['g1', 'g2'] };
const only2 = { signer: 'g2', trusted: ['g2'] };

const declared = (state: RotationState, record: string | undefined = '/rotation.json'): DeclaredRotation => ({
  path: 'temporal/Pki',
  ...(record && { record }),
  authorities: [
    { name: 'internode', state: only1, firstState: only1 },
    { name: 'clients', state, firstState: only1 },
  ],
});
const recorded = (state: RotationState): RotationRecord =>
  new Map([['temporal/Pki', new Map([['clients', { ...state, since }]])]]);

describe('the declared state of a rotation', () => {
  test('needs no record as long as it is the first', () => {
    expect(rotationProblems(declared(only1, ''), new Map())).toEqual([]);
    expect(rotationProblems(declared(only1), new Map())).toEqual([]);
  });

  test.each([[only1], [introduce2], [signWith2], [only2]])('may be the recorded one: %j', (state) => {
    expect(rotationProblems(declared(state), recorded(state))).toEqual([]);
  });

  test.each<[RotationState, RotationState]>([
    [only1, introduce2],
    [introduce2, signWith2],
    [signWith2, only2],
    [only2, signWith2],
    [introduce2, only1],
  ])('P32 is refused a safe step from the record, until it is recorded: %j to %j', (from, to) => {
    const [finding, ...more] = rotationProblems(declared(to), recorded(from));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: Severity.ERROR,
      code: 'UNRECORDED_ROTATION',
      path: 'temporal/Pki',
      option: 'MtlsPki.clients',
      expected: expect.stringContaining('/rotation.json'),
      fix: expect.stringContaining('temporal-auth pki rotate'),
    });
  });

  test.each<[RotationState, RotationState, string]>([
    [only1, signWith2, 'introduce(2)'],
    [only1, only2, 'introduce(2)'],
    [introduce2, only2, 'signWith(2)'],
    [only2, only1, 'signWith(2)'],
  ])('P32 is refused an unsafe step, with the phase that comes first: %j to %j', (from, to, first) => {
    expect(rotationProblems(declared(to), recorded(from))).toMatchObject([
      {
        severity: Severity.ERROR,
        code: 'UNSAFE_ROTATION',
        option: 'MtlsPki.clients',
        fix: `Declare first, and roll out: generation: AuthorityGeneration.${first}.`,
      },
    ]);
  });

  const named = { signer: 'ConfigMap corp ca.pem', trusted: ['ConfigMap corp ca.pem'] };
  test.each<[string, Partial<DeclaredAuthority>, RotationState, string]>([
    ['one that the user names for a generation', { state: named, firstState: named }, only1, 'signed by'],
    ['a generation for one that the user names', { state: only1 }, named, 'AuthorityGeneration.only(1)'],
    ['an imported one for a later generation', { state: only1, imported: true }, only2, 'imported'],
    [
      'an imported one for one below a shared root',
      { state: only1, imported: true },
      { ...only1, roots: { g1: 'x' } },
      'imported',
    ],
    ['an imported one for one of two', { state: only1, imported: true }, introduce2, 'imported'],
  ])('P32 is refused where it is of another kind, with the entry to remove: %s', (_, authority, from, found) => {
    const clients = { name: 'clients', state: only1, firstState: only1, ...authority };
    const rotation = { ...declared(only1), authorities: [clients] };
    expect(rotationProblems(rotation, recorded(from))).toMatchObject([
      {
        code: 'UNSAFE_ROTATION',
        option: 'MtlsPki.clients',
        found: expect.stringContaining(found),
        fix: expect.stringContaining('remove "clients" of "temporal/Pki" from /rotation.json'),
      },
    ]);
    expect(rotationProblems(rotation, new Map([['temporal/Pki', new Map()]]))).toEqual([]);
  });

  test('that is not the first one needs a record, and is told of the option', () => {
    expect(rotationProblems(declared(introduce2, ''), new Map())).toMatchObject([
      { code: 'UNRECORDED_ROTATION', fix: expect.stringContaining('rotationRecord') },
    ]);
    expect(rotationProblems(declared(only2, ''), new Map())).toMatchObject([{ code: 'UNSAFE_ROTATION' }]);
  });

  test("of a tenant's authority is told by the option of the tenant", () => {
    const tenant = { name: 'clients/payments', state: introduce2, firstState: only1 };
    expect(rotationProblems({ ...declared(only1), authorities: [tenant] }, new Map())).toMatchObject([
      { code: 'UNRECORDED_ROTATION', option: 'MtlsPki.addTenant(payments).authority' },
    ]);
  });

  test('is compared with the record of its own PKI alone', () => {
    const other: RotationRecord = new Map([['other/Pki', new Map([['clients', { ...signWith2, since }]])]]);
    expect(rotationProblems(declared(only1), other)).toEqual([]);
    expect(rotationProblems(declared(signWith2), other)).toMatchObject([{ code: 'UNSAFE_ROTATION' }]);
  });
});

describe('a shared root above what callers verify by', () => {
  const [company, next, other] = ['company', 'next', 'other'].map((name) => new SharedRoot({ name }));
  const { only, introduce, signWith } = AuthorityGeneration;
  type Options = Pick<SelfSignedOptions, 'root' | 'nextRoot' | 'generation'>;
  const program = (options: Options, rotationRecord: string) =>
    new PkiProgram({ frontend: CertificateAuthority.selfSigned(options), rotationRecord });
  const recordOfProgram = (options: Options) => {
    const { path, authorities } = plannedRotationOf(program(options, '/none').pki._toModel());
    return recordOf(
      authorities.map(({ name, state }) => [name, state]),
      path,
    );
  };
  const introduced = { root: company, nextRoot: next, generation: introduce(2) };

  test.each<[string, Options, Options, string, string]>([
    ['nextRoot is forgotten', introduced, { root: company, generation: signWith(2) }, 'nextRoot', 'next'],
    ['root stays', { ...introduced, generation: signWith(2) }, { root: company, generation: only(2) }, 'root', 'next'],
    ['another takes its place', { root: company }, { root: other }, 'root', 'company'],
    ['it is left out', { root: company }, {}, 'root', 'company'],
    ['both are exchanged', introduced, { ...introduced, root: next, nextRoot: company }, 'root', 'company'],
  ])('P32 is not swapped where %s, and the refusal names the option and its value', (_, from, to, option, value) => {
    const { pki } = program(to, recordOfProgram(from));
    expect(
      pki
        ._problems()
        .map(findingOf)
        .filter(({ severity }) => severity === Severity.ERROR),
    ).toMatchObject([
      {
        code: 'UNSAFE_ROTATION',
        option: `MtlsPki.frontend.${option}`,
        found: to.root?.name ?? 'no shared root',
        fix: expect.stringContaining(`Give ${option}: the SharedRoot ${value}.`),
      },
    ]);
  });

  test.each<[string, Options, Options]>([
    ['the next one signs', introduced, { ...introduced, generation: signWith(2) }],
    ['the next one is alone', { ...introduced, generation: signWith(2) }, { root: next, generation: only(2) }],
    ['the rotation is given up', introduced, { root: company }],
    ['the intermediate alone is rotated', { root: company }, { root: company, generation: introduce(2) }],
  ])('P32 may be rotated: %s', (_, from, to) => {
    const { pki } = program(to, recordOfProgram(from));
    const codes = pki
      ._problems()
      .map(findingOf)
      .filter(({ severity }) => severity === Severity.ERROR)
      .map(({ code }) => code);
    expect(codes).toEqual(['UNRECORDED_ROTATION']);
  });
});

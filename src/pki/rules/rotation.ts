import { nextCommand } from '../../core/next-command';
import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { type AuthorityModel, authorityName, authorityOption } from '../model/authority';
import type { PkiModel } from '../model/pki';
import type { Purpose } from '../model/purpose';
import type { RotationState } from '../model/rotation';
import { isSafeStep, isSameState, type SwappedRoot, swappedRoots } from '../rotation/law';
import { declarationOf, isOfGenerations, nextOnTheWay } from '../rotation/phases';
import type { RotationRecord } from '../rotation/record';
import type { PkiEvidence } from './pki-evidence';

/** What a program declares of the rotation of one MtlsPki. */
export interface DeclaredRotation {
  /** The path of the MtlsPki. */
  readonly path: string;
  /** The file of the record, absolute; absent where the program names none. */
  readonly record?: string;
  readonly authorities: readonly DeclaredAuthority[];
}

/** An authority and its declared state. */
export interface DeclaredAuthority extends Pick<AuthorityModel, 'state' | 'firstState'> {
  /** The purpose; a tenant's is `<purpose>/<tenant>`. */
  readonly name: string;
  /** Whether somebody else made it, so that it has no generations; absent where not. */
  readonly imported?: boolean;
}

/** What the authorities of a PKI declare of their rotation. */
export function declaredRotationOf({ path, rotationRecord, authorities }: PkiModel): DeclaredRotation {
  return {
    path,
    ...(rotationRecord !== undefined && { record: rotationRecord }),
    authorities: authorities.map(declaredAuthorityOf),
  };
}

/** What an authority declares of its rotation. */
export function declaredAuthorityOf(authority: AuthorityModel): DeclaredAuthority {
  const { kind, state, firstState } = authority;
  return { name: authorityName(authority), state, firstState, ...(kind === 'imported' && { imported: true }) };
}

/** What has been recorded of an authority; its first state where nothing has. */
export function recordedState(record: RotationRecord, path: string, authority: DeclaredAuthority): RotationState {
  return record.get(path)?.get(authority.name) ?? authority.firstState;
}

export const recordedRotation: Rule<PkiEvidence> = {
  id: 'recorded-rotation',
  what: 'The declared phase of each rotation is the recorded one.',
  why: 'Otherwise a phase is emitted before somebody has said that the one before it is rolled out, and pods refuse each other.',
  codes: ['UNRECORDED_ROTATION', 'UNSAFE_ROTATION'],
  check: ({ pki, record }) => rotationProblems(declaredRotationOf(pki), record),
};

/** What is wrong with declared states, for the commands of the command line as well. */
export function rotationProblems(rotation: DeclaredRotation, record: RotationRecord): Problem[] {
  return rotation.authorities.flatMap((authority) => {
    const recorded = recordedState(record, rotation.path, authority);
    if (isSameState(recorded, authority.state)) return [];
    if (isReplaced(authority, recorded)) return [replaced(rotation, authority, recorded)];
    const [swapped] = swappedRoots(recorded, authority.state);
    if (swapped !== undefined) return [swappedRoot(rotation, authority, swapped)];
    return isSafeStep(recorded, authority.state)
      ? [unrecorded(rotation, authority, recorded)]
      : [unsafe(rotation, authority, recorded)];
  });
}

/** Whether an authority of another kind takes the place of the recorded one: no phase leads from the one to the other. */
function isReplaced({ state, imported = false }: DeclaredAuthority, recorded: RotationState): boolean {
  return imported || isOfGenerations(state) !== isOfGenerations(recorded);
}

function optionOf(name: string): string {
  const [purpose, tenant] = name.split('/');
  return authorityOption({ purpose: purpose as Purpose, tenant });
}

function unrecorded(
  { path, record }: DeclaredRotation,
  { name, state }: DeclaredAuthority,
  recorded: RotationState,
): Problem {
  const rotate = `run ${nextCommand('rotate --rolled-out')}: it makes what this phase needs and records it.`;
  return errorOf('UNRECORDED_ROTATION', {
    option: optionOf(name),
    path,
    found: declarationOf(state),
    expected: `${declarationOf(recorded)}, as ${record === undefined ? 'every authority begins' : `${record} says`}`,
    fix:
      record === undefined
        ? `Give rotationRecord, the path of a file in version control that says how far a rotation is, then ${rotate}`
        : `Once the recorded phase has been rolled out, ${rotate}`,
  });
}

function unsafe({ path }: DeclaredRotation, { name, state }: DeclaredAuthority, recorded: RotationState): Problem {
  return errorOf('UNSAFE_ROTATION', {
    option: optionOf(name),
    path,
    found: declarationOf(state),
    expected: `what is safe after ${declarationOf(recorded)}: pods of both phases trust what signs in either`,
    fix: `Declare first, and roll out: ${declarationOf(nextOnTheWay(recorded, state))}.`,
  });
}

function swappedRoot(
  { path, record }: DeclaredRotation,
  { name, state }: DeclaredAuthority,
  { authority, from, to }: SwappedRoot,
): Problem {
  const isAlone = state.trusted.length === 1;
  const option = isAlone || authority === state.trusted[0] ? 'root' : 'nextRoot';
  return errorOf('UNSAFE_ROTATION', {
    option: `${optionOf(name)}.${option}`,
    path,
    found: to ?? 'no shared root',
    expected: `${from}, as ${record} says of "${authority}": callers verify by it`,
    fix: `Give ${option}: the SharedRoot ${from}. Another root comes in with the next generation, by nextRoot.`,
  });
}

function replaced(
  { path, record }: DeclaredRotation,
  { name, state, imported }: DeclaredAuthority,
  recorded: RotationState,
): Problem {
  return errorOf('UNSAFE_ROTATION', {
    option: optionOf(name),
    path,
    found: imported ? 'imported' : declarationOf(state),
    expected: `an authority of the kind that is recorded: ${declarationOf(recorded)}`,
    fix:
      'One of another kind takes its place in one step, in which calls between old and new fail. To take it, remove ' +
      `"${name}" of "${path}" from ${record}: its rotation begins anew.`,
  });
}

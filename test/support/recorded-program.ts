import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { RotationState } from '../../src/pki/model/rotation';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { formatRecord, withStates } from '../../src/pki/rotation/record';
import { plannedRotationOf } from '../../src/plan/rotations';
import { PkiProgram } from './pki-program';

/** Files of this test file, which end with it. */
const folder = mkdtempSync(path.join(tmpdir(), 'recorded-program-'));
afterAll(() => rmSync(folder, { recursive: true }));
let records = 0;

/** A program whose rotations are recorded to be where it declares them. */
export function recordedProgram(props: MtlsPkiProps): PkiProgram {
  const { path: of, authorities } = plannedRotationOf(new PkiProgram(props).pki._toModel());
  const states = authorities.map(({ name, state }) => [name, state] as const);
  return new PkiProgram({ ...props, rotationRecord: recordOf(states, of) });
}

/** A place for a record. */
export function recordFile(): string {
  return path.join(folder, `rotation-${records++}.json`);
}

/** The file of a record of the states of a program's authorities, by purpose. */
export function recordOf(
  states: Iterable<readonly [string, RotationState]>,
  of = 'temporal/Pki',
  file = recordFile(),
): string {
  const since = '2026-01-01T00:00:00Z';
  const recorded = new Map([...states].map(([name, state]) => [name, { ...state, since }]));
  writeFileSync(file, formatRecord(withStates(new Map(), of, recorded)));
  return file;
}

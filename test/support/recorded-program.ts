import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { plannedRotationOf } from '../../src/pki/planned-rotation';
import { formatRecord, withStates } from '../../src/pki/rotation-record';
import { PkiProgram } from './pki-program';

/** Files of this test file, which end with it. */
const folder = mkdtempSync(path.join(tmpdir(), 'recorded-program-'));
afterAll(() => rmSync(folder, { recursive: true }));
let records = 0;

/** A program whose rotations are recorded to be where it declares them. */
export function recordedProgram(props: MtlsPkiProps): PkiProgram {
  return new PkiProgram({ ...props, rotationRecord: recordOf(new PkiProgram(props)) });
}

/** A record of what a program declares. */
export function recordOf({ pki }: PkiProgram): string {
  const { path: of, authorities } = plannedRotationOf(pki._toModel());
  const since = '2026-01-01T00:00:00Z';
  const states = new Map(authorities.map(({ name, state }) => [name, { ...state, since }]));
  const file = path.join(folder, `rotation-${records++}.json`);
  writeFileSync(file, formatRecord(withStates(new Map(), of, states)));
  return file;
}

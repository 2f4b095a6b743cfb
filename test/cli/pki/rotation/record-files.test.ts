import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { RecordFiles } from '../../../../src/cli/pki/rotation/record-files';
import { parseRecord } from '../../../../src/pki/rotation/record';
import type { PlannedRotation } from '../../../../src/plan/rotations';
import { codeOf, rejectionOf } from '../../../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'record-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => path.join(folder, `rotation-${files++}.json`);

const EARLY = new Date('2026-01-01T00:00:00Z');
const LATE = new Date('2026-11-24T00:00:00Z');
const only = (signer: string) => ({ signer, trusted: [signer] });
const rotation = (of: string, record: string | undefined, states: Record<string, string>): PlannedRotation => ({
  path: of,
  ...(record !== undefined && { record }),
  authorities: Object.entries(states).map(([name, signer]) => ({
    name,
    state: only(signer),
    firstState: only('g1'),
    certificates: [],
  })),
});
const read = (file: string) => parseRecord(readFileSync(file, 'utf8'), file);

describe('the records that a program names', () => {
  test('are empty where there are none yet, and are written whole for everybody to read', async () => {
    const file = newFile();
    const rotations = [
      rotation('a/Pki', file, { clients: 'g1', frontend: 'g2' }),
      rotation('b/Pki', file, { clients: 'g3' }),
    ];
    const records = new RecordFiles(rotations);
    expect(records.recordOf(rotations[0])).toEqual(new Map());
    expect(await records.write(EARLY)).toEqual([file]);
    expect(statSync(file).mode & 0o777).toBe(0o644);
    const since = EARLY.toISOString();
    expect(read(file)).toEqual(
      new Map([
        [
          'a/Pki',
          new Map([
            ['clients', { ...only('g1'), since }],
            ['frontend', { ...only('g2'), since }],
          ]),
        ],
        ['b/Pki', new Map([['clients', { ...only('g3'), since }]])],
      ]),
    );
  });

  test('keep since when a state is recorded, and what they hold of others', async () => {
    const file = newFile();
    await new RecordFiles([
      rotation('a/Pki', file, { clients: 'g1', frontend: 'g1' }),
      rotation('b/Pki', file, { clients: 'g1' }),
    ]).write(EARLY);
    await new RecordFiles([rotation('a/Pki', file, { clients: 'g2', frontend: 'g1' })]).write(LATE);
    const [early, late] = [EARLY, LATE].map((at) => at.toISOString());
    expect(read(file).get('a/Pki')?.get('clients')).toEqual({ ...only('g2'), since: late });
    expect(read(file).get('a/Pki')?.get('frontend')?.since).toBe(early);
    expect(read(file).get('b/Pki')?.get('clients')?.since).toBe(early);
  });

  test('are not written where nothing has changed, nor where the program names none', async () => {
    const file = newFile();
    const rotations = [rotation('a/Pki', file, { clients: 'g1' }), rotation('b/Pki', undefined, { clients: 'g1' })];
    await new RecordFiles(rotations).write(EARLY);
    const before = statSync(file).ino;
    expect(await new RecordFiles(rotations).write(LATE)).toEqual([]);
    expect(statSync(file).ino).toBe(before);
    expect(new RecordFiles(rotations).recordOf(rotations[1])).toEqual(new Map());
  });

  test('are not written over what somebody else has recorded meanwhile', async () => {
    const file = newFile();
    const records = new RecordFiles([rotation('a/Pki', file, { clients: 'g2' })]);
    await new RecordFiles([rotation('b/Pki', file, { clients: 'g2' })]).write(EARLY);
    expect(await rejectionOf(records.write(LATE))).toMatchObject({ code: 'INVALID_ROTATION_RECORD', option: file });
    expect([...read(file).keys()]).toEqual(['b/Pki']);
  });

  test('F04 are refused where they are links or cannot be read', () => {
    const [file, link] = [newFile(), newFile()];
    symlinkSync(file, link);
    expect(codeOf(() => new RecordFiles([rotation('a/Pki', link, {})]))).toBe('UNSAFE_STORE');
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, '{}');
    expect(codeOf(() => new RecordFiles([rotation('a/Pki', file, {})]))).toBe('INVALID_ROTATION_RECORD');
  });
});

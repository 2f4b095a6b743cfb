import { replacePublicFile } from '../../../certificate-store/public-file';
import { refuse } from '../../../core/errors';
import { isSameState } from '../../../pki/rotation/law';
import {
  formatRecord,
  parseRecord,
  type RecordedState,
  type RotationRecord,
  readRecordText,
  withStates,
} from '../../../pki/rotation/record';
import type { PlannedRotation } from '../../../plan/rotations';

/** The records that a program names, as they were when they were read. */
export class RecordFiles {
  private readonly texts = new Map<string, string | undefined>();
  private readonly records = new Map<string, RotationRecord>();

  /** Reads the records. Throws as `readRecordText` and `parseRecord`. */
  public constructor(private readonly rotations: readonly PlannedRotation[]) {
    for (const { record: file } of rotations) {
      if (file === undefined || this.texts.has(file)) continue;
      const text = readRecordText(file);
      this.texts.set(file, text);
      this.records.set(file, text === undefined ? new Map() : parseRecord(text, file));
    }
  }

  /** What is recorded of a rotation; nothing where the program names no record. */
  public recordOf({ record: file }: PlannedRotation): RotationRecord {
    return (file !== undefined && this.records.get(file)) || new Map();
  }

  /**
   * Records what is declared, and gives the files that have changed. Throws `INVALID_ROTATION_RECORD` where somebody else
   * has changed one meanwhile, and as `replacePublicFile`.
   */
  public async write(at: Date): Promise<string[]> {
    const written: string[] = [];
    for (const [file, text] of this.texts) {
      const declared = formatRecord(this.declaredIn(file, at));
      if (declared === text) continue;
      if (readRecordText(file) !== text) {
        refuse('INVALID_ROTATION_RECORD', {
          option: file,
          expected: 'the record that this run has read, since another one decides from it too',
          fix: 'Run the same command again: what was made is there.',
        });
      }
      await replacePublicFile(file, declared);
      written.push(file);
    }
    return written;
  }

  private declaredIn(file: string, at: Date): RotationRecord {
    const record: RotationRecord = this.records.get(file) ?? new Map();
    return this.rotations
      .filter((rotation) => rotation.record === file)
      .reduce((next, { path, authorities }) => {
        const known = record.get(path);
        const states = authorities.map(({ name, state }): [string, RecordedState] => {
          const before = known?.get(name);
          const { signer, trusted, roots } = state;
          const same = before && isSameState(before, state);
          // An entry of before roots were recorded learns of them, so that the next change of one is seen.
          const recorded = same ? before : { signer, trusted, since: at.toISOString() };
          return [name, { ...recorded, ...(roots && { roots }) }];
        });
        return withStates(next, path, new Map(states));
      }, record);
  }
}

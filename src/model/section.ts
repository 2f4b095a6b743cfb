import type { EnvModel, PodFileModel } from '../kubernetes/model';
import type { SecretKeyModel } from '../secrets/model';

/** Something of the server's configuration that older versions drop without a word. */
export interface Feature {
  /** The option that asks for it. */
  readonly option: string;
  readonly what: string;
  /** The first version that reads it. */
  readonly since: string;
  readonly instead: string;
}

/**
 * A part of what a process reads, and what it needs for that: the files that it names are mounted where it names them, since both
 * come from one function.
 */
export interface Section<T> {
  readonly config: T;
  readonly files?: readonly PodFileModel[];
  readonly env?: readonly EnvModel[];
  /** What of it not all versions read. */
  readonly features?: readonly Feature[];
}

/** The files of a section: whoever names a path mounts it. */
export class SectionFiles {
  public readonly files: PodFileModel[] = [];

  /** Mounts a key of an object, and returns the path. */
  public mounted(path: string, { kind, name, key }: PodFileModel['source']): string {
    this.files.push({ path, source: { kind, name, key } });
    return path;
  }

  /** The same for a key of a Secret. */
  public secret(path: string, { secretName: name, key }: SecretKeyModel): string {
    return this.mounted(path, { kind: 'Secret', name, key });
  }
}

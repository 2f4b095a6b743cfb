import type { Problem } from '../core/problem';

/** A file that a process reads, and where it comes from. */
export interface PodFileModel {
  /** The absolute path of the file. */
  readonly path: string;
  readonly source: { readonly kind: 'Secret' | 'ConfigMap'; readonly name: string; readonly key: string };
}

/** A variable of a process: a text, or a key of a Secret. */
export type EnvModel =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secretKeyRef: { readonly name: string; readonly key: string } };

/** What an image must be. */
export type WrongImage = Pick<Problem, 'expected' | 'fix'>;

/** What a pod needs so that the paths and variables of its process are valid. */
export interface PodModel {
  /** Each is evaluated when the pod is written: it may depend on what the program declares later. */
  readonly annotations: Readonly<Record<string, () => string>>;
  /** As the program stands. */
  needs(): PodNeeds;
  /** What a container's image must be where it is another; undefined where it may be that. */
  wrongImage?(image: string): WrongImage | undefined;
  /** Told when a workload is given what its pods need, or that is handed out. */
  use?(): void;
  /** Told when data is handed out, or put into a pod at once: they stay as they are, whatever the program declares later. */
  settle?(): void;
}

/** The pods of one component: all pods with its ServiceAccount. */
export interface PodsModel {
  readonly namespace: string;
  readonly serviceAccountName: string;
}

/** The files and variables of a pod's process. */
export interface PodNeeds {
  readonly files: readonly PodFileModel[];
  readonly env: readonly EnvModel[];
}

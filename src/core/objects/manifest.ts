/** A Kubernetes object as plain data, ready to be emitted. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Left out for cluster-scoped objects only. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** `spec`, `data`, `rules` and what else the kind has: plain data, or a function that is asked when the object is written. */
  readonly [field: string]: unknown;
}

/** One file with one CA certificate: Temporal compares only a file's first certificate when it reloads. */
export interface TrustModel {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
}

/** The name of a file in messages, which also identifies it: `Secret temporal/temporal-ui tls.crt`. */
export function describeKey({ kind, namespace, name, key }: TrustModel): string {
  return `${kind} ${namespace}/${name} ${key}`;
}

/** The file of one trusted authority. */
export interface AuthorityTrustModel extends TrustModel {
  /** The id of the authority, one of those in `RotationState.trusted`. */
  readonly authority: string;
  /** The content of the file, where synthesis knows it. */
  readonly pem?: string;
}

import type { KubeObject } from '../../gen/program';

/** How a Certificate names its issuer. */
export interface IssuerRef {
  readonly kind: string;
  readonly name: string;
}

/** What an `issuerRef` means; kinds that sign everywhere are cluster-scoped. */
export function issuerIdentity({ kind, name }: IssuerRef, namespace = ''): string {
  return `${kind} ${/ClusterIssuer$/.test(kind) ? '' : namespace}/${name}`;
}

/** The Secret of a Certificate: `Secret namespace/name`. */
export function secretOf({ metadata: { namespace }, spec: { secretName } }: KubeObject): string {
  return `Secret ${namespace}/${secretName}`;
}

import type { IssuerModel } from '../../model/issuer';

/** The name of an issuer in messages and rotation records. */
export function describeIssuer({ group, kind, name }: IssuerModel): string {
  return `${group === undefined ? kind : `${kind}.${group}`} ${name}`;
}

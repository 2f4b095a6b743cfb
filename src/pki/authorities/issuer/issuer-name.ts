import type { IssuerModel } from '../../model/issuer';

/** An issuer as messages and rotation records name it. */
export function describeIssuer({ group, kind, name }: IssuerModel): string {
  return `${group === undefined ? kind : `${kind}.${group}`} ${name}`;
}

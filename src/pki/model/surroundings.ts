import type { SecretGrantModel } from '../../kubernetes/secret-read-grant';
import type { BoundSecretModel } from '../../secrets/model';
import type { PkiModel } from './pki';

/** What an App declares, as far as the references of one MtlsPki or server may point to it. */
export interface Surroundings {
  /** Every MtlsPki, that which is looked at among them. */
  readonly pkis: readonly PkiModel[];
  readonly boundSecrets: readonly BoundSecretModel[];
  readonly grants: readonly SecretGrantModel[];
}

/** Every MtlsPki of an App but one. */
export function neighboursOf({ path }: Pick<PkiModel, 'path'>, { pkis }: Pick<Surroundings, 'pkis'>): PkiModel[] {
  return pkis.filter((other) => other.path !== path);
}

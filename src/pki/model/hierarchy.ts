import type { NameSubtrees } from '../../x509/names/name-constraints';
import type { RequestModel } from './certificate';
import type { IssuerModel } from './issuer';
import type { GenerationModel } from './rotation';

/** Self-signed bootstrap issuer → root → root issuer → intermediate → signing issuer. */
export interface HierarchyModel extends GenerationModel {
  readonly root: RootModel;
  /** The Certificate and Secret of the intermediate; in the root's namespace. */
  readonly intermediate: CaCertificateModel;
  /** The issuer that signs the purpose's leaves with the intermediate. */
  readonly issuer: IssuerModel;
}

/** A self-signed root; several purposes may share one. */
export interface RootModel {
  /** The issuer that signs only the root. */
  readonly bootstrapIssuer: IssuerModel;
  readonly certificate: CaCertificateModel;
  /** The issuer that signs the intermediates with the root. */
  readonly issuer: IssuerModel;
}

/** The certificate of an authority; its Secret has its name. */
export interface CaCertificateModel extends Omit<RequestModel, 'dnsNames' | 'ipAddresses' | 'uris' | 'usages'> {
  readonly organization: string;
  readonly organizationalUnit: string;
  /** The names that an intermediate may sign; absent where they are not limited. */
  readonly permittedNames?: NameSubtrees;
}

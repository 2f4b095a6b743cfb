import type { AuthModel } from '../../src/model/auth-model';
import type { CertificateModel } from '../../src/pki/model/certificate';

/** The certificates of a program by `nameOf`, for rules that come from an edge. */
export function certificatesByName({ pki }: AuthModel): ReadonlyMap<string, CertificateModel> {
  return new Map(pki.certificates.map((certificate) => [nameOf(certificate), certificate]));
}

/** Certificates of one name stand in several Kubernetes namespaces where they carry trust there. */
export function nameOf({ namespace, name }: Pick<CertificateModel, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

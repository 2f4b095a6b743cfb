import { describeKey } from '../../src/cli/public-objects';
import { leafProfile } from '../../src/local-authority/certificate-profile';
import { issueCertificate, issueRoot } from '../../src/local-authority/issue-certificate';
import type { CertificateProfile, IssuedCertificate } from '../../src/local-authority/model';
import type { CertificateModel, PkiModel, Purpose } from '../../src/pki/model';
import { intermediate, NOW, root } from './certificates';

/** What stands in the Secrets of a PKI: real certificates, each purpose below a root of its own. */
export class IssuedObjects {
  public static async of(pki: PkiModel): Promise<IssuedObjects> {
    const objects = new IssuedObjects(pki);
    for (const { purpose, trust } of pki.authorities) {
      const { top } = await objects.authority(purpose);
      for (const key of trust) objects.texts.set(describeKey(key), top.certificate.pem);
    }
    for (const certificate of pki.certificates.filter(({ role }) => role !== 'trust')) await objects.issue(certificate);
    return objects;
  }

  /** By `describeKey`. */
  public readonly texts = new Map<string, string>();
  private readonly authorities = new Map<
    Purpose,
    { readonly top: IssuedCertificate; readonly middle: IssuedCertificate }
  >();

  private constructor(private readonly pki: PkiModel) {}

  /** Issues a certificate of the PKI, or one that differs from it, into its Secret. */
  public async issue(
    { name, namespace, secretName, purpose }: Pick<CertificateModel, 'name' | 'namespace' | 'secretName' | 'purpose'>,
    changes: Partial<CertificateProfile> = {},
    at = NOW,
  ): Promise<void> {
    const { top, middle } = await this.authority(purpose);
    const model = this.pki.certificates.find((candidate) => candidate.name === name);
    if (model === undefined) throw new Error(`no certificate is called ${name}`);
    const { certificate } = await issueCertificate({ ...leafProfile(model), ...changes }, middle, at);
    this.texts.set(`Secret ${namespace}/${secretName} tls.crt`, certificate.pem + middle.certificate.pem);
    this.texts.set(`Secret ${namespace}/${secretName} ca.crt`, top.certificate.pem);
  }

  /** The root and the intermediate of a purpose. */
  public async authority(purpose: Purpose) {
    const known = this.authorities.get(purpose);
    if (known !== undefined) return known;
    const subject = (what: string) => ({ organization: 'Temporal', commonName: `${purpose}-${what}` });
    const top = await issueRoot(root({ subject: subject('root') }), NOW);
    const middle = await issueCertificate(intermediate({ subject: subject('ca') }), top, NOW);
    const made = { top, middle };
    this.authorities.set(purpose, made);
    return made;
  }
}

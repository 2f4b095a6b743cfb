import type { CertificateModel } from '../../src/pki/model/certificate';
import type { PkiModel } from '../../src/pki/model/pki';
import type { Purpose } from '../../src/pki/model/purpose';
import { describeKey } from '../../src/pki/model/trust';
import { leafProfile } from '../../src/pki/store/certificate-profile';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import type { CertificateProfile, CertifiedKey } from '../../src/x509/model';
import { intermediate, issueRoot, NOW, root } from './certificates';

/** What stands in the Secrets of a PKI: real certificates, each purpose below a root of its own. */
export class IssuedObjects {
  public static async of(pki: PkiModel): Promise<IssuedObjects> {
    const objects = new IssuedObjects();
    for (const { purpose, trust } of pki.authorities) {
      const { top } = await objects.authority(purpose);
      for (const key of trust) objects.texts.set(describeKey(key), top.certificate.pem);
    }
    for (const certificate of pki.certificates.filter(({ role }) => role !== 'trust')) await objects.issue(certificate);
    return objects;
  }

  /** By `describeKey`. */
  public readonly texts = new Map<string, string>();
  private readonly authorities = new Map<Purpose, { readonly top: CertifiedKey; readonly middle: CertifiedKey }>();

  /** Issues a certificate of the PKI, or one that differs from it, into its Secret. */
  public async issue(model: CertificateModel, changes: Partial<CertificateProfile> = {}): Promise<void> {
    const { namespace, secretName, purpose } = model;
    const { top } = await this.authority(purpose);
    this.texts.set(`Secret ${namespace}/${secretName} tls.crt`, await this.issued(model, changes));
    this.texts.set(`Secret ${namespace}/${secretName} ca.crt`, top.certificate.pem);
  }

  /** A certificate and the intermediate that signed it. */
  public async issued(model: CertificateModel, changes: Partial<CertificateProfile> = {}): Promise<string> {
    const { middle } = await this.authority(model.purpose);
    const { certificate } = await issueCertificate({ ...leafProfile(model), ...changes }, middle, NOW);
    return certificate.pem + middle.certificate.pem;
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

import { AuthError } from '../../core/errors';
import { errorOf, type Problem } from '../../core/problem';
import { describeKey, type TrustModel } from '../../pki/model/trust';
import type { CertificateFacts } from '../../x509/model';
import { readCertificates } from '../../x509/read/read-certificate';

/** What a key of an object holds: certificates, or the reason why there are none. */
export type Material = readonly CertificateFacts[] | Problem;

/** Reads what a key holds. @param texts by `describeKey` */
export function materialOf(key: TrustModel, texts: ReadonlyMap<string, string>): Material {
  const text = texts.get(describeKey(key));
  if (text === undefined) {
    const expected = `a ${key.kind} with this key in Kubernetes namespace ${key.namespace}`;
    const fix = 'Apply what brings it there, and wait until it is filled.';
    return errorOf('MISSING_OBJECT', { option: describeKey(key), expected, fix });
  }
  try {
    return readCertificates(text, describeKey(key));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return { ...error.problem, value: '' };
  }
}

/** What is verified by it is not of this program. */
export function presenceOf(key: TrustModel, texts: ReadonlyMap<string, string>): Material {
  return texts.has(describeKey(key)) ? [] : materialOf(key, texts);
}

/** The certificates of a material; none where there is nothing to verify by, or with. */
export function certificatesOf(material: Material): readonly CertificateFacts[] {
  return isUnusable(material) ? [] : material;
}

/** Whether there is nothing to verify by, or with. */
export function isUnusable(material: Material): material is Problem {
  return 'code' in material;
}

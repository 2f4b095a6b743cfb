import type { ErrorCode } from '../../core/error-codes';
import { AuthError } from '../../core/errors';
import { describeKey, type TrustModel } from '../../pki/model/trust';
import type { CertificateFacts } from '../../x509/model';
import { readCertificates } from '../../x509/read/read-certificate';

/** What a key of an object holds: certificates, or the reason why there are none. */
export type Material = readonly CertificateFacts[] | Unusable;

/** Why nothing can be verified by, or with, a key of an object. */
export interface Unusable {
  readonly code: ErrorCode;
  readonly key: TrustModel;
  readonly expected: string;
  readonly fix: string;
}

/** Reads what a key holds. @param texts by `describeKey` */
export function materialOf(key: TrustModel, texts: ReadonlyMap<string, string>): Material {
  const text = texts.get(describeKey(key));
  if (text === undefined) {
    const expected = `a ${key.kind} with this key in Kubernetes namespace ${key.namespace}`;
    return { code: 'MISSING_OBJECT', key, expected, fix: 'Apply what brings it there, and wait until it is filled.' };
  }
  try {
    return readCertificates(text, describeKey(key));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    const { code, expected, fix } = error;
    return { code, key, expected, fix };
  }
}

/** What is verified by it is not of this program. */
export function presenceOf(key: TrustModel, texts: ReadonlyMap<string, string>): Material {
  return texts.has(describeKey(key)) ? [] : materialOf(key, texts);
}

/** Whether there is nothing to verify by, or with. */
export function isUnusable(material: Material): material is Unusable {
  return 'code' in material;
}

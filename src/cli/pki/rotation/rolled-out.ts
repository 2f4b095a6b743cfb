import { CertificateStore } from '../../../certificate-store/certificate-store';
import { refuse } from '../../../core/errors';
import { describeKey, type TrustModel } from '../../../pki/model/trust';
import type { StorePlan } from '../../../pki/store/store-plan';
import type { CertificateFacts } from '../../../x509/model';
import { readCertificate, readCertificates } from '../../../x509/read/read-certificate';
import { isSignedBy } from '../../../x509/verify/is-signed-by';
import type { PublicObjects } from '../public-objects';
import { droppedBy, type RotationStep } from './rotation-steps';

/**
 * Proves that nothing in the cluster needs an authority that a step drops: every certificate must be there and lead to the
 * one that signs. Throws `UNSAFE_ROTATION`, `INVALID_CERTIFICATE`, and as `objects.read`.
 */
export function requireRolledOut(
  steps: readonly RotationStep[],
  stores: readonly StorePlan[],
  objects: PublicObjects,
): void {
  for (const step of steps.filter((step) => droppedBy(step).length > 0)) {
    const { certificates, signer } = step.authority;
    const texts = objects.read(signer === undefined ? certificates : [...certificates, signer]);
    const read = (key: TrustModel) => readCertificates(required(key, texts, objects), describeKey(key));
    for (const key of certificates) {
      const anchor = signer === undefined ? anchorOf(key, step, stores) : read(signer)[0];
      if (!leadsTo(read(key), anchor)) refuseOld(key, anchor, step);
    }
  }
}

/** Whether the first certificate is signed by another, itself or over those behind it. */
function leadsTo([own, ...others]: readonly CertificateFacts[], anchor: CertificateFacts): boolean {
  let at: CertificateFacts | undefined = own;
  for (let left = [...others]; at !== undefined; ) {
    if (isSignedBy(at, anchor)) return true;
    const below: CertificateFacts = at;
    at = left.find((other) => isSignedBy(below, other));
    left = left.filter((other) => other !== at); // each is passed once, so no circle is endless
  }
  return false;
}

/** The certificate in the store that verifies the one of a Secret. */
function anchorOf(
  { namespace, name }: TrustModel,
  { pki }: RotationStep,
  stores: readonly StorePlan[],
): CertificateFacts {
  for (const { path, folder, certificates } of stores) {
    const planned = certificates.find(({ secret }) => secret?.namespace === namespace && secret.name === name);
    if (path !== pki || planned === undefined) continue;
    const [id = planned.rootId] = planned.secret?.trustIds ?? [];
    const [pem] = new CertificateStore(folder).readCertificates().get(id) ?? [];
    if (pem !== undefined) return readCertificate(pem, `${folder}: ${id}`);
  }
  return refuse('STORE_BEHIND', {
    option: `Secret ${namespace}/${name}`,
    path: pki,
    expected: 'a certificate in the store that verifies it',
    fix: 'Run this where the certificate store is kept.',
  });
}

function required(key: TrustModel, texts: ReadonlyMap<string, string>, { place }: PublicObjects): string {
  return (
    texts.get(describeKey(key)) ??
    refuse('UNSAFE_ROTATION', {
      option: describeKey(key),
      expected: `a certificate in ${place}`,
      fix: 'It is not there: roll out the recorded phase first.',
    })
  );
}

function refuseOld(key: TrustModel, anchor: CertificateFacts, step: RotationStep): never {
  refuse('UNSAFE_ROTATION', {
    option: describeKey(key),
    path: step.pki,
    expected: `a certificate that leads to ${anchor.subject}, which alone is to be trusted from now on`,
    fix: `Wait until it is issued anew, or see why it is not: nobody would accept it once ${droppedBy(step).join(', ')} is dropped.`,
  });
}

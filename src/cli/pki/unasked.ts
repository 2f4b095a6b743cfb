import { CertificateStore } from '../../certificate-store/certificate-store';
import { nextCommand } from '../../core/next-command';
import { errorOf, messageOf } from '../../core/problem';
import type { StorePlan } from '../../pki/store/store-plan';
import type { NamedCertificate } from './rotation/retired';

/** Certificates in the stores of a program, or of flags, that nobody asks for, so that nothing judges and nothing renews them. */
export function unaskedIn(plans: readonly StorePlan[], retired: readonly NamedCertificate[]): NamedCertificate[] {
  return [...new Set(plans.map(({ folder }) => folder))].flatMap((store) => {
    const known = new Set([
      ...plans.filter(({ folder }) => folder === store).flatMap(({ certificates }) => certificates.map(({ id }) => id)),
      ...retired.filter((one) => one.store === store).map(({ id }) => id),
    ]);
    const stored = [...new CertificateStore(store).readCertificates().keys()];
    return stored.filter((id) => !known.has(id)).map((id) => ({ store, id }));
  });
}

/** What is said of one. */
export function unaskedMessage({ store, id }: NamedCertificate): string {
  return messageOf(
    errorOf('STORE_BEHIND', {
      option: `${store}: ${id}`,
      found: 'a certificate that nobody asks for',
      expected: 'a store with what the program, or the flags in its place, ask for, and nothing more',
      fix: `Give the program or all flags that it was made by. Where nobody needs it any more, run ${nextCommand(`remove ${id}`)}.`,
    }),
  );
}

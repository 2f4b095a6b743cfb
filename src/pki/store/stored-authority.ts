import type { StoredCertificates } from '../../certificate-store/model';
import type { PlannedCertificate } from './store-plan';

/** A planned authority, as far as its chains need it. */
type Authority = Pick<PlannedCertificate, 'id' | 'imported'>;

/** The trust anchor of peers, in PEM; undefined where the store does not hold it. */
export function anchorOf({ id, imported }: Authority, stored: StoredCertificates): string | undefined {
  const chain = stored.get(id) ?? [];
  return imported?.trustsTop ? chain[chain.length - 1] : chain[0];
}

/** The authorities that a leaf of an imported authority presents: the chain up to the trust anchor. */
export function shownChain({ id, imported }: Authority, stored: StoredCertificates): readonly string[] {
  return imported?.trustsTop ? (stored.get(id) ?? []).slice(0, -1) : [];
}

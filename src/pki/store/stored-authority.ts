import type { StoredCertificates } from '../../certificate-store/model';
import type { PlannedCertificate } from './store-plan';

/** An authority as it is planned, as far as its place in chains goes. */
type Authority = Pick<PlannedCertificate, 'id' | 'imported'>;

/** What peers verify by, in PEM; undefined where the store does not have it. */
export function anchorOf({ id, imported }: Authority, stored: StoredCertificates): string | undefined {
  const chain = stored.get(id) ?? [];
  return imported?.trustsTop ? chain[chain.length - 1] : chain[0];
}

/** What a leaf of an imported authority shows behind itself: all that leads to what peers verify by. */
export function shownChain({ id, imported }: Authority, stored: StoredCertificates): readonly string[] {
  return imported?.trustsTop ? (stored.get(id) ?? []).slice(0, -1) : [];
}

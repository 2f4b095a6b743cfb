import { createHash } from 'node:crypto';
import type { AuthModel } from '../model/auth-model';
import type { ObjectKeyModel } from '../model/service';
import { belongsTo } from '../pki/model/authority';
import type { CertificateModel } from '../pki/model/certificate';
import type { ServerService } from '../pki/model/component';
import type { ListenerPurpose } from './paths';
import { trustOf } from './pki-lookup';

/** The annotation of a pod that changes with what its processes must read anew, and may only read when they start. */
export const TRUST_HASH = 'temporal-auth/trust-sha256';

/** What a service of the server verifies its peers by. It re-reads its own certificates while it runs. */
export function serverTrustHash(model: AuthModel, service: ServerService): string {
  const purposes: ListenerPurpose[] = [
    'internode',
    'frontend',
    ...(service === 'frontend' ? ['clients' as const] : []),
  ];
  return hash([
    ...purposes.map((purpose) => trustOf(model, purpose)),
    ...model.database.endpoints.map(({ serverCa }) => serverCa),
  ]);
}

/**
 * What a caller verifies the frontend by, and which authority signs what it shows: SDKs read both once. The file that it reads
 * may be one into which somebody else writes what is trusted, so the authorities count as well.
 */
export function callerTrustHash(
  model: Pick<AuthModel, 'pki'>,
  certificate: CertificateModel,
  { kind, name, key }: ObjectKeyModel,
): string {
  const own = model.pki.authorities.find((authority) => belongsTo(certificate, authority));
  return hash([{ kind, name, key }, trustOf(model, 'frontend'), own?.state.signer]);
}

/** Over public facts alone: where CA certificates lie, whose they are, and where synthesis knows them, themselves. */
function hash(facts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

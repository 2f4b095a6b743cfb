import { resolve } from 'node:path';
import { type Authority, trustCertificateName } from './authority';
import type { LocalSource } from './authority-source';
import { rolesOf } from './certificate-role';
import { hierarchyOf } from './hierarchy';
import { deliveryOf } from './local-authority-options';
import type { Purpose, TrustModel } from './model';
import type { PkiSettings } from './pki-settings';
import { FIRST_GENERATION, firstState } from './rotation-state';

/** An authority in a certificate store. Throws `INVALID_LIFETIME`, `INVALID_NAME`. */
export function storeAuthority(purpose: Purpose, { options }: LocalSource, settings: PkiSettings): Authority {
  const { store, organization, rootDuration, intermediateDuration, keyAlgorithm } = options;
  const signed = rolesOf(purpose).filter((role) => role !== 'trust'); // the root is read from the store itself
  const durations = { organization, rootDuration, intermediateDuration, keyAlgorithm };
  const { root, intermediate } = hierarchyOf(purpose, durations, settings, signed);
  const { authority } = FIRST_GENERATION;
  const local = {
    store: resolve(store),
    generations: [{ ...FIRST_GENERATION, root: root.certificate, intermediate }],
    delivery: deliveryOf(options),
  };
  const trust = [{ authority, ...localTrust(purpose, settings.namespace, settings) }];
  return {
    model: { purpose, ...firstState(authority), trust, trustProven: true, hierarchies: [], local },
    carriesTrust: false,
  };
}

/** The ConfigMap with the root of a local authority: it is public, so it needs no Secret. */
export function localTrust(purpose: Purpose, namespace: string, settings: PkiSettings): TrustModel {
  const name = `${settings.namePrefix}-${trustCertificateName(purpose)}`;
  return { kind: 'ConfigMap', name, namespace, key: 'ca.crt' };
}

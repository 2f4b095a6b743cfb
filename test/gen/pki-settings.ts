import { KeyAlgorithm } from '../../src/pki/certificates/key-algorithm';
import type { PkiSettings } from '../../src/pki/certificates/settings';

/** The settings of an MtlsPki without options in namespace `temporal`. */
export function pkiSettings(parts: Partial<PkiSettings> = {}): PkiSettings {
  return {
    namespace: 'temporal',
    namePrefix: 'temporal',
    clusterDomain: 'cluster.local',
    trustDomain: 'cluster.local',
    keyAlgorithm: KeyAlgorithm.ECDSA_P256,
    lifetimes: {},
    ...parts,
  };
}

import type { CertificateProfile } from '../../x509/model';
import { type AuthorityModel, authorityName, belongsTo, storedOf } from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import type { ImportedAuthorityModel, LocalAuthorityModel, LocalGenerationModel } from '../model/local';
import type { PkiModel } from '../model/pki';
import { authorityProfile, leafProfile } from './certificate-profile';

/** A certificate that a program needs in a store. */
export interface PlannedCertificate {
  /** Its name in the store: that of the Secret, or the one that cert-manager's Certificate would have. */
  readonly id: string;
  readonly profile: CertificateProfile;
  /** The id of the authority that signs it; absent for a root, which signs itself. */
  readonly issuerId?: string;
  /** The files that it is imported from, where somebody else made it. */
  readonly imported?: ImportedAuthorityModel;
  /** Whether it is of an authority that another one will replace; the profile is then the other's. Absent where not. */
  readonly outgoing?: boolean;
  /** The root of its chain. */
  readonly rootId: string;
  /** The Secret that it is delivered into; absent for an authority, whose key never enters the cluster. */
  readonly secret?: PlannedSecret;
}

/** The Secret that a certificate and its key are delivered into. */
export interface PlannedSecret {
  readonly namespace: string;
  readonly name: string;
  /** The name of the value in the secret store. */
  readonly remoteKey: string;
  /** The certificates in its `ca.crt`, by name in the store: all that verify its purpose, its own authority first. */
  readonly trustIds: readonly string[];
}

/** The certificates that a program needs in one store, each after the one that signs it. */
export interface StorePlan {
  /** The folder of the store, absolute. */
  readonly folder: string;
  /** The path of the construct that needs it. */
  readonly path: string;
  readonly certificates: readonly PlannedCertificate[];
}

/** What a program's PKI needs in each certificate store of its authorities, in the order of its purposes. */
export function storePlansOf(pki: PkiModel): StorePlan[] {
  const folders = new Map<string, PlannedCertificate[]>();
  for (const authority of pki.authorities) {
    if (!('local' in authority)) continue;
    const { local } = authority;
    const planned = folders.get(local.store) ?? [];
    folders.set(local.store, planned);
    const leaves = pki.certificates.filter((certificate) => belongsTo(certificate, authority));
    for (const generation of local.generations) {
      // Purposes may share a root, and generations of an intermediate always do.
      const hasRoot = generation.imported !== undefined || planned.some(({ id }) => id === generation.root.name);
      if (!hasRoot) planned.push(planRoot(generation, pki));
      planned.push(planIntermediate(authorityName(authority), generation));
      if (generation.signs) planned.push(...planLeaves(generation, local, leaves));
    }
  }
  return [...folders].map(([folder, certificates]) => ({ folder, path: pki.path, certificates }));
}

function planRoot({ root }: LocalGenerationModel, { authorities }: PkiModel): PlannedCertificate {
  const isBelow = (generation: LocalGenerationModel) => generation.root.name === root.name;
  const below = (authority: AuthorityModel) => storedOf(authority)?.generations.filter(isBelow) ?? [];
  const served = authorities.filter((authority) => below(authority).length > 0);
  const generations = served.flatMap(below);
  return {
    id: root.name,
    profile: authorityProfile('root', root, `root of ${served.map(authorityName).join(', ')}`),
    rootId: root.name,
    // A root stays as declared while a generation below it does.
    outgoing: generations.every(({ outgoing }) => outgoing) || undefined,
  };
}

function planIntermediate(
  name: string,
  { root, intermediate, imported, outgoing }: LocalGenerationModel,
): PlannedCertificate {
  const id = intermediate.name;
  if (imported !== undefined) {
    const profile = authorityProfile('intermediate', intermediate, `imported authority of ${name}`);
    return { id, profile, imported, rootId: id };
  }
  const profile = authorityProfile('intermediate', intermediate, `intermediate of ${name}`);
  return { id, profile, issuerId: root.name, rootId: root.name, outgoing: outgoing || undefined };
}

function planLeaves(
  { root, intermediate }: LocalGenerationModel,
  { generations }: LocalAuthorityModel,
  leaves: readonly CertificateModel[],
): PlannedCertificate[] {
  const signing = generations.filter(({ signs }) => signs);
  const trustIds = [...new Set([...signing, ...generations].map(({ anchor }) => anchor))];
  return leaves.flatMap((leaf) => {
    if (leaf.delivered === undefined) return [];
    const { namespace, secretName: name, delivered } = leaf;
    const secret = { namespace, name, remoteKey: delivered.remoteKey, trustIds };
    return [{ id: leaf.name, profile: leafProfile(leaf), issuerId: intermediate.name, rootId: root.name, secret }];
  });
}

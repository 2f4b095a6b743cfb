import { bool, listOf, optional, options, text } from '../core/guards';
import { type AuthorityModel, belongsTo, hierarchiesOf, storedOf } from '../pki/model/authority';
import type { CertificateModel } from '../pki/model/certificate';
import type { LocalAuthorityModel } from '../pki/model/local';
import type { PkiModel } from '../pki/model/pki';
import type { RotationState } from '../pki/model/rotation';
import type { TrustModel } from '../pki/model/trust';
import { DECLARED_PKIS } from '../pki/registry/declared-pkis';
import { roots } from '../pki/rotation/record';
import {
  type DeclaredAuthority,
  type DeclaredRotation,
  declaredAuthorityOf,
  declaredRotationOf,
} from '../pki/rules/rotation';
import { certificateKey, objectName } from './object-key';
import type { PlanPart } from './part';

/** What a program declares of the rotation of one MtlsPki, and where it can be seen how far that has been rolled out. */
export interface PlannedRotation extends DeclaredRotation {
  readonly authorities: readonly PlannedAuthority[];
}

/** An authority, its declared state, and what it signs. */
export interface PlannedAuthority extends DeclaredAuthority {
  /** The certificates that it signs, in their Secrets. */
  readonly certificates: readonly TrustModel[];
  /** The CA certificate that verifies them, where it lies in the cluster; absent where it lies in a certificate store. */
  readonly signer?: TrustModel;
  /** The names of its CA certificates in a certificate store; absent where they lie in none. */
  readonly stored?: readonly string[];
}

/** What a PKI declares of its rotation, and what its authorities sign. */
export function plannedRotationOf(pki: PkiModel): PlannedRotation {
  const authorities = pki.authorities.map((authority) => {
    const signer = signerOf(authority);
    const stored = storedOf(authority);
    return {
      ...declaredAuthorityOf(authority),
      certificates: pki.certificates.filter((certificate) => isShown(certificate, authority)).map(ownCertificate),
      ...(signer && { signer }),
      ...(stored && { stored: storedNames(stored) }),
    };
  });
  return { ...declaredRotationOf(pki), authorities };
}

function isShown(certificate: CertificateModel, authority: AuthorityModel): boolean {
  return belongsTo(certificate, authority) && certificate.role !== 'trust'; // nobody shows a trust certificate
}

function ownCertificate({ namespace, secretName }: CertificateModel): TrustModel {
  return { kind: 'Secret', namespace, name: secretName, key: 'tls.crt' };
}

function storedNames({ generations }: LocalAuthorityModel): string[] {
  return [...new Set(generations.flatMap(({ root, intermediate }) => [root.name, intermediate.name]))];
}

function signerOf(authority: AuthorityModel): TrustModel | undefined {
  if (storedOf(authority) !== undefined) return undefined;
  const { trust, state } = authority;
  const intermediate = hierarchiesOf(authority).find(({ signs }) => signs)?.intermediate;
  if (intermediate !== undefined) {
    return { kind: 'Secret', namespace: intermediate.namespace, name: intermediate.name, key: 'tls.crt' };
  }
  const file = trust.find(({ authority }) => authority === state.signer);
  return file && { kind: file.kind, namespace: file.namespace, name: file.name, key: file.key };
}

const authorityId = text('the id of an authority', 1024);
const state = options<RotationState>({ signer: authorityId, trusted: listOf(authorityId), roots: optional(roots) });

const rotation = options<PlannedRotation>({
  path: text(),
  record: optional(text('a file', 4096)),
  authorities: listOf(
    options<PlannedAuthority>({
      name: text(),
      state,
      firstState: state,
      imported: optional(bool),
      certificates: listOf(certificateKey),
      signer: optional(certificateKey),
      stored: optional(listOf(objectName)),
    }),
  ),
});

/** What is declared of rotations, and where it can be seen how far they are. */
export const ROTATIONS: PlanPart<readonly PlannedRotation[]> = {
  describe: (app) => DECLARED_PKIS.of(app).map(({ pki }) => plannedRotationOf(pki)),
  read: listOf(rotation),
};

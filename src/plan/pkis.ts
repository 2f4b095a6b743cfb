import { integer, listOf, oneOf, optional, options } from '../core/guards';
import type { LifetimeModel } from '../pki/model/certificate';
import { ROLE_NAMES } from '../pki/model/certificate-role';
import { PURPOSES } from '../pki/model/purpose';
import { DECLARED_PKIS } from '../pki/registry/declared-pkis';
import { describePki } from './describe-pki';
import { certificateKey, objectName } from './object-key';
import type { PlanPart } from './part';
import type {
  PlannedCaCertificate,
  PlannedLeaf,
  PlannedPki,
  PlannedPlace,
  PlannedSigner,
  PlannedStored,
} from './planned-pki';
import { shownText } from './shown-text';

const CA_KINDS = ['root', 'intermediate', 'imported'] as const;
const AUTHORITY_KINDS = ['self-signed', 'issuer', 'vault', 'secrets', 'local', 'imported'] as const;

const seconds = integer(1, Number.MAX_SAFE_INTEGER);
const life = {
  commonName: shownText,
  lifetime: optional(options<LifetimeModel>({ durationSeconds: seconds, renewBeforeSeconds: seconds })),
  signedBy: optional(shownText),
  secret: optional(options<PlannedPlace>({ namespace: objectName, name: objectName })),
  stored: optional(options<PlannedStored>({ folder: shownText, id: shownText })),
};

const authority = options<PlannedSigner>({
  name: shownText,
  purpose: oneOf(PURPOSES, 'a purpose'),
  kind: oneOf(AUTHORITY_KINDS, 'a kind of authority'),
  signer: shownText,
  trusted: listOf(shownText),
  signedBy: optional(shownText),
  trust: listOf(certificateKey),
  made: listOf(
    options<PlannedCaCertificate>({ ...life, kind: oneOf(CA_KINDS, 'a kind of certificate'), generation: shownText }),
  ),
});

const leaf = options<PlannedLeaf>({
  ...life,
  holder: shownText,
  role: oneOf(ROLE_NAMES, 'a role'),
  authority: shownText,
  names: listOf(shownText),
});

/** The authorities and certificates of each `MtlsPki`. */
export const PKIS: PlanPart<readonly PlannedPki[]> = {
  describe: (app) => DECLARED_PKIS.of(app).map(({ pki }) => describePki(pki)),
  read: listOf(
    options<PlannedPki>({
      path: shownText,
      namespace: objectName,
      authorities: listOf(authority),
      leaves: listOf(leaf),
    }),
  ),
};

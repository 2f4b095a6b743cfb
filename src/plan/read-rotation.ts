import { bool, listOf, optional, options, text } from '../core/guards';
import type { RotationState } from '../pki/model/rotation';
import { roots } from '../pki/rotation/record';
import type { PlannedAuthority, PlannedRotation } from './planned-rotation';
import { certificateKey, objectName } from './read-edge';

const authorityId = text('the id of an authority', 1024);
const state = options<RotationState>({ signer: authorityId, trusted: listOf(authorityId), roots: optional(roots) });

/** Reads what a plan says of the rotations of an MtlsPki. */
export const rotation = options<PlannedRotation>({
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

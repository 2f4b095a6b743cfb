import { bool, integer, listOf, oneOf, optional, options, text } from '../core/guards';
import { edgesOf } from '../edges/edges';
import type { Edge, EdgeEnd, ShownCertificate } from '../edges/model';
import type { PodsModel } from '../kubernetes/model';
import { ROLE_NAMES } from '../pki/model/certificate-role';
import { PURPOSES } from '../pki/model/purpose';
import { DECLARED_PKIS } from '../pki/registry/declared-pkis';
import { certificateKey, objectName } from './object-key';
import type { PlanPart } from './part';

const names = listOf(text('a name', 2048), 1000);
const purpose = oneOf(PURPOSES, 'a purpose');
const role = oneOf(ROLE_NAMES, 'a role');

const certificate = options<ShownCertificate>({
  name: text(),
  role,
  purpose,
  namespace: objectName,
  secretName: objectName,
  commonName: text(),
  dnsNames: names,
  ipAddresses: names,
  uris: names,
  usages: names,
  path: text(),
  provided: bool,
});

const end = options<EdgeEnd>({
  name: text(),
  pods: optional(options<PodsModel>({ namespace: objectName, serviceAccountName: objectName })),
  role: optional(role),
  certificate: optional(certificate),
  trust: listOf(certificateKey),
});

/** An edge, and the path of the `MtlsPki` whose certificates open the callee. */
export interface PlannedEdge extends Edge {
  readonly pki: string;
}

const edge = options<PlannedEdge>({
  pki: text(),
  caller: end,
  callee: end,
  purpose,
  port: integer(1, 65_535),
  serverName: text(),
  callerKind: oneOf(['server', 'client'], 'a kind of caller'),
});

/** Who calls whom. */
export const EDGES: PlanPart<readonly PlannedEdge[]> = {
  describe: (app) =>
    DECLARED_PKIS.of(app).flatMap((declared) => edgesOf(declared).map((one) => ({ pki: declared.pki.path, ...one }))),
  read: listOf(edge),
};

import { bool, integer, listOf, matching, oneOf, optional, options, text } from '../core/guards';
import { dataKey } from '../core/names';
import type { Edge, EdgeEnd, ShownCertificate } from '../edges/model';
import type { PodsModel } from '../kubernetes/model';
import { ROLE_NAMES } from '../pki/model/certificate-role';
import { PURPOSES } from '../pki/model/purpose';
import type { TrustModel } from '../pki/model/trust';

/** Reads the name of an object: what reaches an argument of kubectl, or a path, must not become more than a name. */
export const objectName = matching(
  /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
  'the name of an object',
  'Make the plan anew.',
  253,
);
const names = listOf(text('a name', 2048), 1000);
const purpose = oneOf(PURPOSES, 'a purpose');
const role = oneOf(ROLE_NAMES, 'a role');

/** Reads where a certificate lies in the cluster. */
export const certificateKey = options<TrustModel>({
  kind: oneOf(['Secret', 'ConfigMap'], 'a kind'),
  namespace: objectName,
  name: objectName,
  key: dataKey,
});

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
  brought: bool,
});

const end = options<EdgeEnd>({
  name: text(),
  pods: optional(options<PodsModel>({ namespace: objectName, serviceAccountName: objectName })),
  role: optional(role),
  certificate: optional(certificate),
  trust: listOf(certificateKey),
});

/** Reads an edge of a plan. */
export const edge = options<Edge>({
  caller: end,
  callee: end,
  purpose,
  port: integer(1, 65_535),
  serverName: text(),
  callerKind: oneOf(['server', 'client'], 'a kind of caller'),
});

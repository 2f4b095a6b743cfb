import { JsonPatch } from 'cdk8s';
import { CONFIG, WORKER } from './attacked-program';

/** What each patch does, to which object, and where it differs then. */
export const PATCHES: ReadonlyArray<readonly [what: string, identity: string, patch: JsonPatch, path: string]> = [
  [
    "a worker's certificate by the internode issuer",
    WORKER,
    JsonPatch.replace('/spec/issuerRef/name', 'temporal-internode'),
    '/spec/issuerRef/name',
  ],
  [
    "a worker's certificate by an issuer of another kind",
    WORKER,
    JsonPatch.replace('/spec/issuerRef/kind', 'ClusterIssuer'),
    '/spec/issuerRef/kind',
  ],
  ["a worker's certificate that signs", WORKER, JsonPatch.replace('/spec/isCA', true), '/spec/isCA'],
  [
    "another's identity added to a certificate",
    WORKER,
    JsonPatch.add('/spec/uris/-', 'spiffe://other'),
    '/spec/uris/1',
  ],
  [
    'a name added to a certificate that has none',
    WORKER,
    JsonPatch.add('/spec/dnsNames', ['temporal-internode']),
    '/spec/dnsNames',
  ],
  ['a usage that was moved', WORKER, JsonPatch.move('/spec/usages/1', '/spec/usages/0'), '/spec/usages/0'],
  ['the name of a Secret', WORKER, JsonPatch.replace('/spec/secretName', 'mine'), '/spec/secretName'],
  [
    'an authority of another',
    'Issuer temporal-internode',
    JsonPatch.replace('/spec/ca/secretName', 'corp-ca'),
    '/spec/ca/secretName',
  ],
  [
    'an issuer of another kind',
    'Issuer temporal-internode',
    JsonPatch.move('/spec/ca', '/spec/selfSigned'),
    '/spec/ca',
  ],
  [
    'every Secret of a namespace',
    'Role readers',
    JsonPatch.replace('/rules/0/resourceNames', []),
    '/rules/0/resourceNames/0',
  ],
  ['every verb', 'Role readers', JsonPatch.add('/rules/0/verbs/-', '*'), '/rules/0/verbs/1'],
  ['another who may read', 'RoleBinding readers', JsonPatch.copy('/subjects/0', '/subjects/1'), '/subjects/1'],
  [
    'where a value of the store comes from',
    'ExternalSecret temporal-secrets',
    JsonPatch.replace('/spec/data/0/remoteRef/key', 'other'),
    '/spec/data/0/remoteRef/key',
  ],
  [
    'a token in each pod',
    'ServiceAccount temporal-history',
    JsonPatch.replace('/automountServiceAccountToken', true),
    '/automountServiceAccountToken',
  ],
  ['a configuration that is gone', CONFIG, JsonPatch.remove('/data/frontend.yaml'), '/data/frontend.yaml'],
  ['another kind', CONFIG, JsonPatch.replace('/kind', 'Secret'), '/kind'],
  ['another name', CONFIG, JsonPatch.replace('/metadata/name', 'mine'), '/metadata/name'],
];

import type { Fault } from '../broken';

const AUTH = '/etc/temporal-auth';

export const POD_FAULTS: readonly Fault[] = [
  [
    'paths',
    'a path where nothing lies',
    (it) => it.config('internal.yaml', 'global/tls/internode/client/rootCaFiles/0', `${AUTH}/x`),
  ],
  [
    'paths',
    'a profile that names another path',
    (it) => it.text('temporal-command-line-profile', 'temporal.toml', 'trust/ca.crt', 'trust/x.crt'),
  ],
  ['paths', 'a volume that hides others', (it) => it.mount('history', 'temporal-ui', 'tls.crt', AUTH)],
  ['keys', 'a key that nobody writes', (it) => it.mount('history', 'temporal-secrets', 'other')],
  ['keys', 'a Secret that nobody writes', (it) => it.remove('ExternalSecret temporal/temporal-secrets')],
  ['keys', 'a ConfigMap that nobody writes', (it) => it.remove('ConfigMap temporal/temporal-jwks')],
  ['unread', 'a file that no process is told', (it) => it.mount('history', 'temporal-ui', 'tls.crt')],
  [
    'authority-keys',
    'the key of an authority in a pod',
    (it) => it.mount('history', 'temporal-internode-ca', 'tls.key'),
  ],
  [
    'authority-keys',
    'the key of an authority everywhere',
    (it) => it.spec('Bundle /temporal-frontend-ca.temporal', 'sources/0/secret/key', 'tls.key'),
  ],
  ['authority-keys', 'a Role that reads the key of an authority', (it) => it.grant('temporal-internode-root')],
  ['authority-keys', 'a Role that reads the key of internode', (it) => it.grant('temporal-internode')],
  ['holders', 'the key of the frontend elsewhere', (it) => it.mount('history', 'temporal-frontend', 'tls.key')],
  ['holders', 'the key of internode in a caller', (it) => it.mount('ui', 'temporal-internode', 'tls.key')],
  ['holders', 'the key of one caller in another', (it) => it.mount('commandline', 'temporal-ui', 'tls.key')],
  ['holders', 'the key of a caller in the server', (it) => it.mount('matching', 'temporal-ui', 'tls.key')],
];

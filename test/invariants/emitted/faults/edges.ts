import type { Fault } from '../broken';

const AUTH = '/etc/temporal-auth';
const OF_FRONTEND = 'temporal-frontend.temporal.svc.cluster.local';
const TLS = 'global/tls';
const SQL = 'persistence/datastores/default/sql';

export const EDGE_FAULTS: readonly Fault[] = [
  [
    'listeners',
    'a listener that does not ask',
    (it) => it.config('frontend.yaml', `${TLS}/frontend/server/requireClientAuth`, false),
  ],
  [
    'listeners',
    'a listener that says nothing of asking',
    (it) => it.config('internal.yaml', `${TLS}/internode/server/requireClientAuth`),
  ],
  [
    'listeners',
    'a listener that trusts nobody',
    (it) => it.config('internal.yaml', `${TLS}/internode/server/clientCaFiles`, []),
  ],
  [
    'listeners',
    'internode by the authority of clients',
    (it) => it.swap('history', `${AUTH}/internode-trust-0`, 'temporal-clients-trust'),
  ],
  [
    'listeners',
    'the frontend by the authority of internode',
    (it) => it.swap('frontend', `${AUTH}/clients-trust-0`, 'temporal-internode'),
  ],
  [
    'listeners',
    'the frontend by its own authority',
    (it) => it.swap('frontend', `${AUTH}/clients-trust-0`, 'temporal-frontend-trust'),
  ],
  [
    'listeners',
    'a UI by the issuer of internode',
    (it) =>
      it.spec('Certificate temporal/temporal-ui', 'issuerRef', {
        kind: 'Issuer',
        name: 'temporal-internode',
        group: 'cert-manager.io',
      }),
  ],
  [
    'listeners',
    'clients below the root of the frontend',
    (it) =>
      it.spec(
        'Certificate cert-manager/temporal-clients-ca.temporal',
        'issuerRef/name',
        'temporal-frontend-root.temporal',
      ),
  ],
  [
    'listeners',
    'a caller that may not call',
    (it) => it.spec('Certificate temporal/temporal-ann', 'usages', ['digital signature']),
  ],
  [
    'listeners',
    'a carrier of trust that may call',
    (it) => it.spec('Certificate temporal/temporal-clients-trust', 'usages/1', 'client auth'),
  ],
  [
    'key-pairs',
    'a certificate with the key of another',
    (it) => it.config('frontend.yaml', `${TLS}/frontend/server/keyFile`, `${AUTH}/internode/tls.key`),
  ],
  ['key-pairs', 'internode as the frontend', (it) => it.swap('frontend', `${AUTH}/internode`, 'temporal-frontend')],
  ['key-pairs', 'a history service as the frontend', (it) => it.variable('history', 'TEMPORAL_SERVICES', 'frontend')],
  [
    'peers',
    'another name than that of internode',
    (it) => it.config('internal.yaml', `${TLS}/internode/client/serverName`, 'other'),
  ],
  [
    'peers',
    'the authority of others for the frontend',
    (it) => it.swap('history', `${AUTH}/frontend-trust-0`, 'temporal-internode'),
  ],
  [
    'peers',
    'no verification',
    (it) => it.config('internal.yaml', `${TLS}/frontend/client/disableHostVerification`, true),
  ],
  [
    'peers',
    'a worker that may serve as the frontend',
    (it) => {
      const worker = 'Certificate callers-0/temporal-temporal-service-0';
      it.spec(worker, 'issuerRef/name', 'temporal-frontend.temporal');
      it.spec(worker, 'dnsNames', [OF_FRONTEND]);
      it.spec(worker, 'usages/1', 'server auth');
    },
  ],
  [
    'callers',
    'a frontend without the name that is verified',
    (it) => it.spec('Certificate temporal/temporal-frontend', 'dnsNames', ['other']),
  ],
  [
    'callers',
    'a frontend that may not serve',
    (it) => it.spec('Certificate temporal/temporal-frontend', 'usages', ['client auth']),
  ],
  [
    'callers',
    'trust in an intermediate',
    (it) => it.spec('Bundle /temporal-frontend-ca.temporal', 'sources/0/secret/name', 'temporal-frontend-ca.temporal'),
  ],
  ['callers', 'a UI that verifies nobody', (it) => it.variable('ui', 'TEMPORAL_TLS_ENABLE_HOST_VERIFICATION', 'false')],
  [
    'callers',
    'a UI with the certificate of another',
    (it) => it.swap('ui', '/etc/temporal-client/certificate', 'temporal-command-line'),
  ],
  [
    'callers',
    'a UI with a certificate of a server',
    (it) => it.swap('ui', '/etc/temporal-client/certificate', 'temporal-internode'),
  ],
  [
    'callers',
    'a certificate of another account',
    (it) => it.spec('Certificate temporal/temporal-ui', 'uris', ['spiffe://cluster.local/ns/temporal/sa/other']),
  ],
  ['callers', 'the frontend of nobody', (it) => it.variable('ui', 'TEMPORAL_ADDRESS', 'temporal.example.com:7233')],
  [
    'callers',
    'a Temporal namespace that is not there',
    (it) => {
      const { data } = it.object('ExternalSecret callers-0/temporal-secrets').spec.target.template;
      for (const key of Object.keys(data)) data[key] = data[key].replace('namespace = "payments"', 'namespace = "x"');
    },
  ],
  [
    'database',
    'a database that is not verified',
    (it) => it.config('internal.yaml', `${SQL}/tls/enableHostVerification`, false),
  ],
  ['database', 'a database without TLS', (it) => it.config('frontend.yaml', `${SQL}/tls/enabled`)],
  [
    'database',
    'no CA certificate',
    (it) => it.config('frontend.yaml', `${SQL}/tls/caFile`, `${AUTH}/database/tls.key`),
  ],
  [
    'database',
    'a certificate without its key',
    (it) => it.config('frontend.yaml', `${SQL}/tls/keyFile`, `${AUTH}/internode/tls.key`),
  ],
  [
    'database',
    'the certificate of another user',
    (it) => it.spec('Certificate temporal/temporal-database-client', 'commonName', 'postgres'),
  ],
  ['database', 'a password in the configuration', (it) => it.config('internal.yaml', `${SQL}/password`, 'word')],
];

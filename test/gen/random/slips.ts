import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  Authentication,
  Database,
  Permission,
  SecretRef,
  Subject,
  TemporalAuthStack,
  type TemporalAuthStackProps,
  TemporalNamespaces,
  TrustRef,
} from 'cdk8s-temporal-auth';
import { jwksFile } from '../public-keys';
import type { RandomServer } from './server';
import { PKI_SLIPS } from './slips-of-pki';

/** One wrong thing that somebody adds to a valid program, and the code that it must be refused with. */
export type Slip = readonly [what: string, code: string, commit: (server: RandomServer) => unknown];

const ca = TrustRef.configMap('slip-ca', 'ca.crt');
const everyNamespace = TemporalNamespaces.all();

export const SLIPS: readonly Slip[] = [
  ...PKI_SLIPS,
  [
    'a role that no level expresses',
    'ROLE_NOT_EXPRESSIBLE',
    ({ access: { roles } }) =>
      roles
        .addRole('slip', { permissions: [Permission.WORKFLOW_START], temporalNamespaces: everyNamespace })
        .bind(Subject.service('slip')),
  ],
  [
    'a group that nobody maps',
    'GROUP_NOT_MAPPED',
    ({ access: { roles } }) => roles.predefined.admin.bind(Subject.oidcGroup('slip', { mappedByProvider: false })),
  ],
  [
    'a user and a service of one id',
    'DUPLICATE_USER',
    ({ access: { roles } }) => {
      const { worker } = roles.predefined;
      roles.addUser('slip', {
        email: 'a@example.com',
        roles: [worker],
        temporalNamespaces: everyNamespace,
        active: true,
      });
      worker.bind(Subject.service('slip'));
    },
  ],
  [
    'a service in a Temporal namespace that is not there',
    'UNKNOWN_TEMPORAL_NAMESPACE',
    ({ auth }) => {
      auth.addService('slip', { temporalNamespace: 'nowhere', frontendTrust: ca });
    },
  ],
  [
    'tokens of two audiences',
    'AUDIENCE_MISMATCH',
    (it) =>
      stack(it, {
        authentication: ['one', 'two'].map((audience, index) =>
          index === 0
            ? Authentication.apiKeys({ jwksFile, audience })
            : Authentication.oidc({
                issuerUrl: 'https://a.example.com',
                jwksUri: 'https://a.example.com/keys',
                audience,
              }),
        ),
      }),
  ],
  [
    'a password from elsewhere',
    'SECRET_ELSEWHERE',
    (it) => {
      const password = it.place.vaultElsewhere().fetch('slip', 'a', 'b');
      const serverCa = SecretRef.existing('postgres', 'ca.crt');
      stack(it, { database: Database.postgres({ host: 'postgres.example.com', password, serverCa }) });
    },
  ],
  ['a server with known holes', 'VULNERABLE_SERVER_VERSION', (it) => stack(it, { serverVersion: '1.32.0' })],
  ['keys that an old server does not read', 'UNREAD_KEY', (it) => stack(it, { serverVersion: '1.31.5' })],
  [
    'another object of the name of the configuration',
    'DUPLICATE_OBJECT',
    ({ place: { chart, prefix } }) =>
      new ApiObject(chart, 'Slip', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${prefix}-server-config` },
      }),
  ],
  [
    'a configuration that is patched',
    'PATCHED_OUTPUT',
    ({ auth, place: { prefix } }) => {
      const config = auth.node
        .findAll()
        .find((one) => ApiObject.isApiObject(one) && one.name === `${prefix}-server-config`) as ApiObject;
      config.addJsonPatch(JsonPatch.replace('/data/frontend.yaml', 'global: {}'));
    },
  ],
];

/** One more server, in a Kubernetes namespace of its own. */
function stack({ auth }: RandomServer, props: Partial<TemporalAuthStackProps>): TemporalAuthStack {
  const chart = new Chart(auth.node.root, 'slip', { namespace: 'slip' });
  return new TemporalAuthStack(chart, 'Auth', {
    authentication: [Authentication.apiKeys({ jwksFile, audience: 'temporal' })],
    database: Database.postgres({
      host: 'postgres.example.com',
      password: SecretRef.existing('postgres', 'password'),
      serverCa: SecretRef.existing('postgres', 'ca.crt'),
    }),
    summary: false,
    ...props,
  });
}

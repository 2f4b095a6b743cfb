import { ApiObject, Chart, Duration, JsonPatch } from 'cdk8s';
import {
  Authentication,
  AuthorityGeneration,
  CertificateAuthority,
  Database,
  ExternalSecretsBinding,
  IssuerTrust,
  MtlsPki,
  type MtlsPkiProps,
  Permission,
  SecretReadGrant,
  SecretRef,
  SecretStoreRef,
  ServiceIdentity,
  Subject,
  TemporalAuthStack,
  type TemporalAuthStackProps,
  TemporalNamespaces,
  TrustRef,
} from 'cdk8s-temporal-auth';
import { jwksFile } from '../public-keys';
import type { RandomServer } from './server';

/** One wrong thing that somebody adds to a valid program, and the code that it must be refused with. */
export type Slip = readonly [what: string, code: string, commit: (server: RandomServer) => unknown];

const everywhere = { clusterResourceNamespace: 'cert-manager' };
const { selfSigned, clusterIssuer, issuer, existingSecrets } = CertificateAuthority;
const ca = TrustRef.configMap('slip-ca', 'ca.crt');
const everyNamespace = TemporalNamespaces.all();

export const SLIPS: readonly Slip[] = [
  ['a caller where nobody signs', 'ISSUER_ELSEWHERE', (it) => addElsewhere(it, {})],
  [
    'a caller whom nobody tells of the root',
    'MISSING_TRUST',
    (it) => addElsewhere(it, { clients: selfSigned(everywhere) }),
  ],
  [
    'a person with half of the roots',
    'SPLIT_TRUST',
    (it) =>
      pki(it, { frontend: selfSigned({ generation: AuthorityGeneration.introduce(2) }) }).addPersonCertificate('ann'),
  ],
  [
    'a rotation that nobody recorded',
    'UNRECORDED_ROTATION',
    (it) => pki(it, { internode: selfSigned({ generation: AuthorityGeneration.introduce(2) }) }),
  ],
  ['internode from every namespace', 'EXPOSED_INTERNODE', (it) => pki(it, { internode: selfSigned(everywhere) })],
  ['clients of an unknown root', 'UNPROVEN_TRUST', (it) => pki(it, { clients: issuer('company') })],
  [
    'one issuer for two purposes',
    'SHARED_ISSUER',
    (it) => {
      const company = clusterIssuer('company', { trust: IssuerTrust.caCertificate(ca) });
      pki(it, { clients: company, frontend: company });
    },
  ],
  [
    'clients by the root of the frontend',
    'SHARED_ISSUER',
    (it) => pki(it, { clients: existingSecrets({ trust: TrustRef.secret('slip-frontend', 'ca.crt') }) }),
  ],
  [
    'an authority that its leaves outlive',
    'INVALID_LIFETIME',
    (it) => pki(it, { internode: selfSigned({ intermediateDuration: Duration.days(100) }) }),
  ],
  [
    'an authority that may not sign its leaves',
    'NAME_NOT_PERMITTED',
    (it) => pki(it, { internode: selfSigned({ permittedNames: { dnsDomains: ['example.com'] } }) }),
  ],
  [
    'a pod that reads the key of an authority',
    'FORBIDDEN_GRANT',
    (it) => {
      const { node } = pki(it, {});
      const chart = node.scope as Chart;
      const identities = [new ServiceIdentity(chart, 'Reader', { serviceAccountName: 'reader' })];
      new SecretReadGrant(chart, 'Grant', { secretNames: ['slip-internode-root'], identities });
    },
  ],
  [
    'a Secret with two writers',
    'DUPLICATE_OBJECT',
    (it) => {
      const { node } = pki(it, {});
      const store = SecretStoreRef.store('vault');
      new ExternalSecretsBinding(node.scope as Chart, 'Vault', { store, secretName: 'slip-internode' }).fetch('a', 'b');
    },
  ],
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
      const clients = { frontendTrust: ca };
      auth.addService('slip', { temporalNamespace: 'nowhere', ...clients });
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

/** One more PKI, in a Kubernetes namespace of its own. */
function pki({ auth }: RandomServer, props: MtlsPkiProps): MtlsPki {
  const chart = new Chart(auth.node.root, 'slip', { namespace: 'slip' });
  return new MtlsPki(chart, 'Pki', { namePrefix: 'slip', ...props });
}

function addElsewhere(it: RandomServer, props: MtlsPkiProps): void {
  pki(it, props).addServiceCertificate('far', { scope: it.place.elsewhere });
}

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

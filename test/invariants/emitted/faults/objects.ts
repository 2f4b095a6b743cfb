import type { Fault } from '../broken';

const POLICY_USERS = 'Role temporal/temporal-certificate-requests.temporal';
const STORE = 'ExternalSecret temporal/temporal-secrets';
const TOKEN = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.${'a'.repeat(40)}`;

export const OBJECT_FAULTS: readonly Fault[] = [
  ['once', 'an object twice', (it) => it.objects.push(it.objects[0])],
  ['once', 'an object that is lost', (it) => it.objects.pop()],
  [
    'once',
    'a Secret with two writers',
    (it) => it.spec('Certificate temporal/temporal-ui', 'secretName', 'temporal-secrets'),
  ],
  [
    'deliveries',
    'a certificate of which parts are missing',
    (it) => it.spec(STORE, 'target/template/type', 'kubernetes.io/tls'),
  ],
  ['rights', 'a Role on everything of a kind', (it) => it.rule(POLICY_USERS, 'resourceNames', [])],
  ['rights', 'a Role on an empty name', (it) => it.rule(POLICY_USERS, 'resourceNames', [''])],
  ['rights', 'a Role with a wildcard', (it) => it.rule(POLICY_USERS, 'verbs', ['*'])],
  ['rights', 'a Role on another kind', (it) => it.rule(POLICY_USERS, 'resources', ['secrets'])],
  ['rights', 'a Role in every namespace', (it) => Object.assign(it.object(POLICY_USERS), { kind: 'ClusterRole' })],
  ['rights', 'a Role that is not there', (it) => it.remove(POLICY_USERS)],
  [
    'rights',
    'an account that is not there',
    (it) => Object.assign(it.object(POLICY_USERS.replace('Role', 'RoleBinding')).subjects[0], { name: 'other' }),
  ],
  [
    'accounts',
    'a pod as an account that is not there',
    (it) => Object.assign(it.pod('history'), { serviceAccountName: 'x' }),
  ],
  [
    'accounts',
    'two components as one account',
    (it) => Object.assign(it.pod('history'), { serviceAccountName: 'temporal-matching' }),
  ],
  ['accounts', 'a store that is not there', (it) => it.spec(STORE, 'secretStoreRef/name', 'other')],
  ['scans', 'a token', (it) => Object.assign(it.object('ConfigMap temporal/temporal-jwks').data, { token: TOKEN })],
  [
    'scans',
    'a pod with a token for the Kubernetes API',
    (it) => Object.assign(it.pod('history'), { automountServiceAccountToken: true }),
  ],
];

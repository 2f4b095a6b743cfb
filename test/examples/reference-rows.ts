import { parse } from 'yaml';
import { PEOPLE } from '../../examples/reference/roles';
import { PERMISSIONS } from '../../src/access/catalogue/api-catalogue';
import { Permission } from '../../src/access/permission';
import { CompiledPolicy, type PolicyCall, type PolicyCaller } from '../../src/enforcement/policy/compiled-policy';
import type { ServerConfig } from '../../src/temporal/server/server-config';
import type { KubeObject } from '../gen/program';
import { codeOf } from '../support/refusal';
import { goSeconds } from '../support/server-config-keys';

/** A thing that the guide to the reference deployment does and that does not hold on the real systems. */
export interface Row {
  /** What the guide does. */
  readonly guide: string;
  /** What is wrong with it in these manifests; empty when nothing is. */
  readonly wrong?: (objects: readonly KubeObject[]) => string[];
  /** Does as the guide does, in the text of the manifests. */
  readonly asTheGuide?: (manifests: string) => string;
  /** What these constructs do not reach yet, and why. */
  readonly missing?: string;
}

type Check = (objects: readonly KubeObject[]) => string[];

const when = (wrong: boolean, what: string) => (wrong ? [what] : []);
const named = (objects: readonly KubeObject[], kind: string, name: string) => {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
};

/** Holds what is said of each copy of the server's configuration. */
const inConfigs =
  (check: (config: ServerConfig & Record<string, unknown>, key: string) => string[]): Check =>
  (objects) => {
    const { data = {} } = named(objects, 'ConfigMap', 'temporal-server-config');
    return ['frontend.yaml', 'internal.yaml'].flatMap((key) => check(parse(data[key]), key));
  };
const topLevel = (key: string) => inConfigs((config) => when(key in config, `${key} is at the top level`));

const certificates = (objects: readonly KubeObject[], ca: boolean) =>
  objects.filter(({ kind, spec }) => kind === 'Certificate' && spec.isCA === ca);
const ofName = (objects: readonly KubeObject[], name: string) => named(objects, 'Certificate', name).spec;

/** Calls of whoever holds a role in the policy that the frontends' pods mount, with what each must come to. */
const decided =
  (...calls: readonly (readonly [caller: PolicyCaller, call: PolicyCall, allowed: boolean])[]): Check =>
  (objects) => {
    const policy = CompiledPolicy.fromJson(
      named(objects, 'ConfigMap', 'temporal-policy-0').data?.['policy-0.json'] ?? '',
    );
    return calls.flatMap(([caller, call, allowed]) => {
      const { subject, why, ...decision } = policy.explain(caller, call);
      return when(decision.allowed !== allowed, `${subject}: ${call.api}, ${why}`);
    });
  };

const CLIENT = { service: 'client' };
const DEVELOPER = { user: PEOPLE.developer };
const START = { api: 'StartWorkflowExecution', temporalNamespace: 'production' };
const terminating = { workflowIdReusePolicy: 'WORKFLOW_ID_REUSE_POLICY_TERMINATE_IF_RUNNING' };

/** The table, row by row. */
export const ROWS: readonly Row[] = [
  {
    guide: 'a block of authentication of its own, which no server reads',
    wrong: topLevel('auth'),
    asTheGuide: (text) => text.replaceAll('frontend.yaml":"', 'frontend.yaml":"auth: {}\\n'),
  },
  {
    guide: 'authorizers by names that the server does not know',
    wrong: inConfigs(({ global }) => when(global.authorization.authorizer !== 'policy', 'another authorizer')),
    asTheGuide: (text) => text.replaceAll('authorizer: policy', 'authorizer: oidc'),
  },
  {
    guide: 'an authorizer without a claim mapper',
    wrong: inConfigs(({ global }) => when(global.authorization.claimMapper !== 'policy', 'everybody is admin')),
    asTheGuide: (text) => text.replaceAll('claimMapper: policy', 'claimMapper: \\"\\"'),
  },
  {
    guide: 'no internal frontend',
    wrong: inConfigs(({ services, ...config }) =>
      when(!('internal-frontend' in services) || 'publicClient' in config, 'the system worker has no way in'),
    ),
    asTheGuide: (text) => text.replaceAll('  internal-frontend:\\n', '  other:\\n'),
  },
  {
    guide: 'the login of people in the server’s configuration',
    wrong: (objects) => {
      const [ui] = named(objects, 'Deployment', 'temporal-ui').spec.template.spec.containers;
      const env = new Map<string, string>(ui.env.map((of: { name: string; value: string }) => [of.name, of.value]));
      return [
        ...topLevel('oidc')(objects),
        ...when(!env.get('TEMPORAL_AUTH_CALLBACK_URL')?.endsWith('/auth/sso/callback'), 'the UI calls back elsewhere'),
        ...inConfigs(({ global: { authorization } }) =>
          when(
            !authorization.jwtKeyProvider.keySourceURIs.includes('https://auth.company.com/.well-known/jwks.json'),
            'no keys',
          ),
        )(objects),
      ];
    },
    asTheGuide: (text) => text.replaceAll('/auth/sso/callback', '/auth/callback'),
  },
  {
    guide: 'keys of HS256',
    wrong: (objects) => {
      const { data } = named(objects, 'ConfigMap', 'temporal-jwks');
      const { keys } = JSON.parse(data?.['jwks.json'] ?? '') as { keys: Array<{ alg: string }> };
      return keys.flatMap(({ alg }) => when(alg !== 'ES256' && alg !== 'RS256', alg));
    },
    asTheGuide: (text) => text.replaceAll('ES256', 'HS256'),
    missing: 'the policy server verifies tokens by the keys that Temporal does, RS256 and ES256',
  },
  {
    guide: 'permissions of single APIs in a token, which the default mapper takes for namespaces',
    wrong: (objects) => [
      ...inConfigs(({ global }) => when('permissionsClaimName' in global.authorization, 'a claim that nobody reads'))(
        objects,
      ),
      ...decided([CLIENT, START, true], [CLIENT, { ...START, api: 'TerminateWorkflowExecution' }, false])(objects),
    ],
    asTheGuide: (text) =>
      text.replaceAll('claimMapper: policy', 'claimMapper: policy\\n    permissionsClaimName: permissions'),
  },
  {
    guide: 'tokens that are valid from the very second in which they are made',
    missing: 'nothing here makes tokens yet: whoever holds the private key signs them',
  },
  {
    guide: 'TLS at the top level',
    wrong: topLevel('tls'),
    asTheGuide: (text) => text.replaceAll('frontend.yaml":"', 'frontend.yaml":"tls: {}\\n'),
  },
  {
    guide: 'a certificate for calling between the services that the server does not read',
    wrong: (objects) => [
      ...inConfigs(({ global: { tls } }) => [
        ...when(Object.keys(tls.internode.client).join() !== 'serverName,rootCaFiles', 'keys that nobody reads'),
        ...when(!tls.internode.client.rootCaFiles?.length, 'no trust'),
      ])(objects),
      ...['server auth', 'client auth'].filter(
        (usage) => !ofName(objects, 'temporal-internode').usages.includes(usage),
      ),
    ],
    asTheGuide: (text) => text.replaceAll('rootCaFiles', 'serverCaFiles'),
  },
  {
    guide: 'one authority for every purpose, and certificates that both listen and call',
    wrong: (objects) => {
      const issuers = ['internode', 'frontend', 'client', 'database-client'].map((name) => {
        const { kind, name: issuer } = ofName(objects, `temporal-${name}`).issuerRef;
        return `${kind} ${issuer}`;
      });
      const roots = certificates(objects, true).filter(({ metadata }) => /-root(\.|$)/.test(metadata.name));
      const both = certificates(objects, false)
        .filter(({ metadata }) => metadata.name !== 'temporal-internode')
        .filter(({ spec }) => spec.usages.includes('server auth') && spec.usages.includes('client auth'));
      return [
        ...when(new Set(issuers).size !== 4 || roots.length !== 4, 'an authority is shared'),
        ...both.map(({ metadata }) => `${metadata.name} listens and calls`),
      ];
    },
    asTheGuide: (text) => text.replaceAll('temporal-clients.temporal', 'temporal-frontend.temporal'),
  },
  {
    guide: 'certificates of callers that are known by a common name alone',
    wrong: (objects) =>
      ['temporal-client', 'temporal-worker', 'temporal-admin', 'temporal-ui', 'temporal-command-line'].filter(
        (name) => !/^spiffe:\/\/cluster\.local\/ns\/./.test(ofName(objects, name).uris?.[0] ?? ''),
      ),
    asTheGuide: (text) => text.replaceAll('"uris"', '"emailAddresses"'),
  },
  {
    guide: 'certificates for ten years that encrypt data and are never renewed',
    wrong: (objects) =>
      certificates(objects, false).flatMap(({ metadata: { name }, spec }) =>
        when(
          goSeconds(spec.duration) !== 90 * 86400 ||
            goSeconds(spec.renewBefore) * 3 !== goSeconds(spec.duration) ||
            !spec.usages.includes('digital signature') ||
            spec.usages.includes('data encipherment'),
          name,
        ),
      ),
    asTheGuide: (text) => text.replaceAll('2160h0m0s', '87600h0m0s'),
  },
  {
    guide: 'TLS of the database at another level, and unverified',
    wrong: inConfigs(({ persistence }) => [
      ...when('default' in persistence, 'a store at the wrong level'),
      ...Object.values(persistence.datastores).flatMap(({ sql }) =>
        when(!sql.tls?.enabled || !sql.tls.enableHostVerification || !sql.tls.caFile, 'not verified'),
      ),
    ]),
    asTheGuide: (text) => text.replaceAll('enableHostVerification: true', 'enableHostVerification: false'),
  },
  {
    guide: 'APIs by the last part of their name',
    wrong: decided(
      [{ user: PEOPLE.operator }, { api: 'WorkflowService/GetSearchAttributes' }, true],
      [{ user: PEOPLE.operator }, { api: 'AdminService/GetSearchAttributes' }, false],
    ),
  },
  {
    guide: 'twelve APIs, and nothing of what requests carry',
    wrong: decided(
      [CLIENT, { ...START, api: 'SignalWithStartWorkflowExecution' }, true],
      [CLIENT, { ...START, request: terminating }, false],
      [CLIENT, { ...START, api: 'DeleteWorkflowExecution' }, false],
    ),
    asTheGuide: (text) => text.replaceAll('temporal:workflow:signal', 'temporal:workflow:*'),
  },
  {
    guide: 'a star that stands for the rest of a word',
    wrong: () => when(codeOf(() => Permission.parse('temporal:w*')) !== 'INVALID_PERMISSION', 'temporal:w* is taken'),
  },
  {
    guide: 'two grammars for one text, one of them with a namespace in it',
    wrong: () => [
      ...when(
        codeOf(() => Permission.parse('temporal:production:start')) !== 'INVALID_PERMISSION',
        'a namespace is taken',
      ),
      ...PERMISSIONS.filter((permission) => !/^temporal:(admin|[a-z-]+:[a-z-]+)$/.test(permission)),
    ],
  },
  {
    guide: 'namespaces of roles and users that nobody consults',
    wrong: decided([DEVELOPER, { ...START, temporalNamespace: 'development' }, true], [DEVELOPER, START, false]),
    asTheGuide: (text) => text.replaceAll('\\"development\\",\\"testing\\"', '\\"production\\"'),
  },
  {
    guide: 'no role that may poll for tasks',
    wrong: decided([{ service: 'worker' }, { ...START, api: 'PollWorkflowTaskQueue' }, true]),
    asTheGuide: (text) => text.replaceAll('temporal:task:poll', 'temporal:task:respond'),
  },
  {
    guide: 'leave to read every Secret of the cluster',
    wrong: (objects) => objects.filter(({ kind }) => /Role/.test(kind)).map(({ metadata }) => metadata.name),
    asTheGuide: (text) => text.replace('"kind":"ServiceAccount"', '"kind":"ClusterRole"'),
  },
  {
    guide: 'a version of the External Secrets API that is no longer served',
    wrong: (objects) =>
      objects.flatMap(({ kind, apiVersion }) =>
        when(kind === 'ExternalSecret' && apiVersion !== 'external-secrets.io/v1', apiVersion),
      ),
    asTheGuide: (text) => text.replaceAll('external-secrets.io/v1', 'external-secrets.io/v1beta1'),
  },
];

/** What else the deployment has, beside the table, and these constructs do not reach yet. */
export const LATER: ReadonlyArray<readonly [part: string, why: string]> = [
  ['people from LDAP or Active Directory', 'nothing in Temporal speaks LDAP: an OIDC provider has to stand between'],
  ['authentication of one’s own', 'the policy server knows callers by tokens and client certificates alone'],
  ['e-mail addresses from a provider', 'the policy server knows people by the `sub` and the groups of their tokens'],
  ['a manager that makes and checks API keys', 'nothing here makes tokens yet'],
];

import { type AuthorityChoice, hasPublicName, signsEverywhere } from './authority-choice';
import type { Choices, ServerChoice } from './choices';

const KINDS = ['default', 'self-signed', 'shared-root', 'issuer', 'cluster-issuer', 'external', 'vault', 'secrets'];
const HOLDERS = ['internode', 'frontend', 'clients', 'database', 'tenant'];

/** What a campaign's programs must have among them, each several times. */
export const FEATURES: readonly string[] = [
  ...HOLDERS.flatMap((holder) => KINDS.map((kind) => `${holder} by ${kind}`)),
  ...['introduce only', 'signWith only', 'only introduce', 'only signWith'].map((phases) => `rotation ${phases}`),
  ...['keys-of-file', 'keys-of-uri', 'oidc', 'oidc-with-login', 'keys-and-oidc', 'keys-and-login'],
  ...['1.31.2', '1.31.5', '1.32.0', '1.32.2', 'default'].map((version) => `server ${version}`),
  ...['frontend', 'history', 'internalFrontend', 'matching', 'worker', 'ui', 'commandLine'].map(
    (name) => `pods of ${name}`,
  ),
  ...['plus', 'any', 'plain'].map((kind) => `workload ${kind}`),
  ...['fetched', 'existing', 'none'].map((kind) => `password ${kind}`),
  ...['fetched', 'existing', 'config-map'].map((kind) => `CA of the database ${kind}`),
  ...['none', 'config-map', 'fetched'].map((kind) => `trust of a service ${kind}`),
  ...['FILE_PER_CHART', 'FILE_PER_APP', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'],
  ...[
    'database without certificate',
    'approver-policy',
    'two servers',
    'two servers in one namespace',
    'no internal frontend',
  ],
  ...['a service elsewhere', 'a service of a tenant', 'a service with an API key', 'a person', 'a person of a tenant'],
  ...['a user', 'an inactive user', 'a group', 'a grant', 'a cloud', 'options of certificates', 'a limited authority'],
  'a public name of the frontend',
];

/** The features of a program. */
export function featuresOf({ servers, output, isOneNamespace }: Choices): string[] {
  const among = new Set([output, ...servers.flatMap(ofServer)]);
  if (servers.length > 1) among.add(isOneNamespace ? 'two servers in one namespace' : 'two servers');
  return [...among];
}

function ofServer(server: ServerChoice): string[] {
  const { authorities, tenants, services, workloads, access, database } = server;
  const shows = database.certificate || database.password === 'none';
  const held = [
    ...Object.entries(authorities).filter(([purpose]) => shows || purpose !== 'database'),
    ...tenants.map(({ authority }) => ['tenant', authority] as const),
  ] as Array<readonly [string, AuthorityChoice]>;
  const when = (is: boolean, feature: string) => (is ? [feature] : []);
  return [
    ...held.map(([holder, { kind }]) => `${holder} by ${kind}`),
    ...held.flatMap(([, authority]) => (authority.kind === 'self-signed' ? [`rotation ${authority.phases}`] : [])),
    ...when(
      held.some(([, authority]) => authority.kind === 'self-signed' && authority.limited),
      'a limited authority',
    ),
    server.methods,
    `server ${server.version ?? 'default'}`,
    ...Object.entries(workloads).flatMap(([name, kind]) => (kind ? [`pods of ${name}`, `workload ${kind}`] : [])),
    ...when(workloads.internalFrontend === undefined, 'no internal frontend'),
    `password ${database.password}`,
    `CA of the database ${database.ca}`,
    ...when(!shows, 'database without certificate'),
    ...when(server.approverPolicy, 'approver-policy'),
    ...services.flatMap(({ trust, tenant, apiKey, elsewhere }) => [
      `trust of a service ${trust}`,
      ...when(
        elsewhere && signsEverywhere(tenants[tenant ?? -1]?.authority ?? authorities.clients),
        'a service elsewhere',
      ),
      ...when(tenant !== undefined && tenant < tenants.length, 'a service of a tenant'),
      ...when(apiKey, 'a service with an API key'),
    ]),
    ...when(server.persons.length > 0, 'a person'),
    ...when(
      tenants.some(({ hasPerson }) => hasPerson),
      'a person of a tenant',
    ),
    ...access.users.map(({ active }) => (active ? 'a user' : 'an inactive user')),
    ...when(
      access.custom.some(({ holder }) => holder === 'group'),
      'a group',
    ),
    ...when(server.grant, 'a grant'),
    ...when(hasPublicName(authorities.frontend), 'a public name of the frontend'),
    ...when(server.cloud !== undefined, 'a cloud'),
    ...when(server.certificates !== undefined, 'options of certificates'),
  ];
}

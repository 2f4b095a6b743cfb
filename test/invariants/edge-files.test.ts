import type { PodFileModel } from '../../src/kubernetes/model';
import { authModel, withDatabase, withoutCertificate, withService } from '../gen/auth-model';
import { edgeFiles } from './edge-files';

type Source = PodFileModel['source'];

/** What a slip of a renderer would mount, or write into a configuration, in the place of what is meant. */
let mounted: (path: string, source: Source, component: string) => Source = (_, source) => source;
let configured: (config: string) => string = (config) => config;
const remounted = (files: readonly PodFileModel[], component: string) =>
  files.map(({ path, source }) => ({ path, source: mounted(path, source, component) }));

jest.mock('../../src/temporal/pod-needs', () => {
  const actual = jest.requireActual('../../src/temporal/pod-needs');
  return {
    ...actual,
    podNeeds: (model: unknown, component: string) => {
      const needs = actual.podNeeds(model, component);
      return { ...needs, files: remounted(needs.files, component) };
    },
  };
});
jest.mock('../../src/temporal/server/render-server', () => {
  const actual = jest.requireActual('../../src/temporal/server/render-server');
  return {
    ...actual,
    renderServer: (...args: unknown[]) => {
      const server = actual.renderServer(...args);
      return { ...server, config: JSON.parse(configured(JSON.stringify(server.config))) };
    },
  };
});

afterEach(() => {
  mounted = (_, source) => source;
  configured = (config) => config;
});

const found = (...changes: Parameters<typeof authModel>) =>
  edgeFiles(authModel(...changes)).map(({ option, value, expected }) => [option, value, expected]);

describe('the files that the ends of an edge read', () => {
  test('come from the objects that the edge says', () => {
    expect(found()).toEqual([]);
    expect(found(withDatabase({ clientCertificate: undefined }))).toEqual([]);
  });

  test.each<[string, string, string, Source, string, string]>([
    [
      'another certificate',
      'internode/tls.crt',
      'history',
      { kind: 'Secret', name: 'temporal-frontend', key: 'tls.crt' },
      'frontend → history and 16 more: history: global.tls.internode.server.certFile',
      'Secret temporal-internode tls.crt',
    ],
    [
      'the key of another certificate',
      'frontend/tls.key',
      'frontend',
      { kind: 'Secret', name: 'temporal-internode', key: 'tls.key' },
      'frontend → frontend and 7 more: frontend: global.tls.frontend.server.keyFile',
      'Secret temporal-frontend tls.key',
    ],
    [
      'P22 the root of another purpose, which would let its certificates in',
      'clients-trust-0/ca.crt',
      'frontend',
      { kind: 'Secret', name: 'temporal-internode', key: 'ca.crt' },
      'frontend → frontend and 7 more: frontend: global.tls.frontend.server.clientCaFiles[0]',
      'Secret temporal-clients-trust ca.crt',
    ],
    [
      "another authority of the database's certificate",
      'database-server/ca.crt',
      'worker',
      { kind: 'Secret', name: 'temporal-database-trust', key: 'ca.crt' },
      'worker → database: worker: persistence.datastores.default.sql.tls.caFile',
      'Secret temporal-secrets database-ca.crt',
    ],
    [
      "another caller's certificate",
      'certificate/tls.crt',
      'ui',
      { kind: 'Secret', name: 'temporal-command-line', key: 'tls.crt' },
      'ui → frontend: ui: env.TEMPORAL_TLS_CERT',
      'Secret temporal-ui tls.crt',
    ],
  ])('an error is %s', (_, path, pod, source, option, expected) => {
    mounted = (candidate, meant, component) => (candidate.endsWith(path) && component === pod ? source : meant);
    expect(found()[0]).toEqual([option, `${source.kind} ${source.name} ${source.key}`, expected]);
  });

  test('P22 an error is one file of trust too many, and A13 a list without one', () => {
    const [internode, , clients] = authModel().pki.authorities;
    configured = (config) =>
      config.replace(
        /("clientCaFiles":\[)("[^"]*clients-trust-0[^"]*")/,
        '$1$2,"/etc/temporal-auth/internode-trust-0/ca.crt"',
      );
    const trusted = (name: string) => `Secret ${name} ca.crt`;
    const [, value, expected] = found()[0];
    expect(value).toBe(`${trusted(clients.trust[0].name)}, ${trusted(internode.trust[0].name)}`);
    expect(expected).toBe(trusted(clients.trust[0].name));

    configured = (config) => config.replace(/"rootCaFiles":\["[^"]*internode-trust[^\]]*\]/, '"rootCaFiles":[]');
    expect(found()[0].slice(0, 2)).toEqual(['frontend → internal-frontend and 8 more: frontend: trust', 'nothing']);
  });

  test('A18 an error is another name than the one that is verified', () => {
    const { profile } = authModel().services[0];
    expect(found(withService({ profile: { ...profile, serverName: 'other' } }))).toEqual([
      [
        'payments-worker → frontend: payments-worker: server name',
        'other',
        expect.stringContaining('temporal-frontend.'),
      ],
    ]);
    configured = (config) => config.replace(/"serverName":"temporal-internode/, '"serverName":"temporal-other');
    expect(found()[0][0]).toBe('frontend → internal-frontend and 8 more: frontend: server name');
  });

  test('an error is a profile that verifies by something else than its certificate came with', () => {
    const { profile } = authModel().services[0];
    const trust = { kind: 'ConfigMap', name: 'other', key: 'ca.crt' } as const;
    expect(found(withService({ profile: { ...profile, trust } }))[0]).toContain('ConfigMap other ca.crt');
  });

  test('are not checked where a certificate is missing, which other rules report', () => {
    expect(found(withoutCertificate('ui'))).toEqual([]);
  });
});

import type { PodFileModel } from '../../src/kubernetes/model';
import { authModel, withDatabase, withoutCertificate } from '../gen/auth-model';
import { edgePaths } from './edge-paths';

/** What a slip of a renderer would drop. */
let dropped: (path: string, component: string) => boolean = () => false;
const kept = (files: readonly PodFileModel[], component: string) =>
  files.filter(({ path }) => !dropped(path, component));

jest.mock('../../src/temporal/pod-needs', () => {
  const actual = jest.requireActual('../../src/temporal/pod-needs');
  return {
    ...actual,
    podNeeds: (model: unknown, component: string) => {
      const needs = actual.podNeeds(model, component);
      return { ...needs, files: kept(needs.files, component) };
    },
  };
});
jest.mock('../../src/temporal/callers/client-profile', () => {
  const actual = jest.requireActual('../../src/temporal/callers/client-profile');
  return {
    ...actual,
    profileNeeds: (profile: { certificateSecretName: string }) => {
      const needs = actual.profileNeeds(profile);
      return { ...needs, files: kept(needs.files, profile.certificateSecretName) };
    },
  };
});

afterEach(() => {
  dropped = () => false;
});

describe('the paths that configurations name', () => {
  test('are files of the pods, each of them', () => {
    expect(edgePaths(authModel())).toEqual([]);
    expect(edgePaths(authModel(withDatabase({ clientCertificate: undefined })))).toEqual([]);
  });

  test.each([
    ['internode/tls.crt', 'history', 'frontend → history: history: global.tls.internode.server.certFile'],
    ['internode/tls.key', 'worker', 'frontend → worker: worker: global.tls.internode.server.keyFile'],
    [
      'clients-trust-0/ca.crt',
      'frontend',
      'frontend → frontend: frontend: global.tls.frontend.server.clientCaFiles[0]',
    ],
    ['frontend-trust-0/ca.crt', 'matching', 'matching → frontend: matching: global.tls.frontend.client.rootCaFiles[0]'],
    ['dynamic-config.yaml', 'history', 'history: dynamicConfigClient.filepath'],
    ['jwks.json', 'worker', 'worker: global.authorization.jwtKeyProvider.keySourceURIs[0]'],
    ['certificate/tls.key', 'ui', 'ui → frontend: ui: env.TEMPORAL_TLS_KEY'],
    ['trust/ca.crt', 'command-line', 'command-line → frontend: command-line: profile server_ca_cert_path'],
    [
      'certificate/tls.crt',
      'temporal-payments-worker',
      'payments-worker → frontend: payments-worker: profile client_cert_path',
    ],
    ['temporal.toml', 'temporal-payments-worker', 'payments-worker: env.TEMPORAL_CONFIG_FILE'],
  ])('A13 P24 %s that is missing in the pods of %s is an error that names both ends', (path, pod, option) => {
    dropped = (candidate, component) => candidate.endsWith(path) && component === pod;
    const [finding] = edgePaths(authModel());
    expect(finding).toMatchObject({ option });
    expect(finding.value).toContain(path);
  });

  test('of a file that several edges need, all are in the details', () => {
    dropped = (path, component) => path.endsWith('clients-trust-0/ca.crt') && component === 'frontend';
    const [{ details }, ...others] = edgePaths(authModel());
    expect(others).toEqual([]);
    expect(details).toContain('payments-worker → frontend');
  });

  test('are not checked where a certificate is missing, which other rules report', () => {
    expect(edgePaths(authModel(withoutCertificate('ui')))).toEqual([]);
  });
});

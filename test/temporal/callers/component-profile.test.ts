import { componentProfile, frontendAddress } from '../../../src/temporal/callers/component-profile';
import { authModel, withCertificate, withoutCertificate } from '../../gen/auth-model';

const { pki } = authModel();
const commandLineProfile = (of: typeof pki) => componentProfile(of, 'command-line');

describe('the profile of the command line', () => {
  test('names the frontend’s Service, its certificate and what it verifies by, and no Temporal namespace', () => {
    expect(commandLineProfile(pki)).toEqual({
      file: { kind: 'ConfigMap', name: 'temporal-command-line-profile', key: 'temporal.toml' },
      address: 'temporal-frontend.temporal.svc.cluster.local:7233',
      serverName: 'temporal-frontend.temporal.svc.cluster.local',
      certificateSecretName: 'temporal-command-line',
      trust: { kind: 'Secret', name: 'temporal-frontend-trust', key: 'ca.crt' },
    });
  });

  test('follows the name prefix, the namespace and the domain of the cluster', () => {
    const other = { ...pki, namePrefix: 'tmprl', namespace: 'flows', clusterDomain: 'corp.local' };
    expect(frontendAddress(other)).toBe('tmprl-frontend.flows.svc.corp.local:7233');
    expect(commandLineProfile(other).file.name).toBe('tmprl-command-line-profile');
  });

  test('A13 is not made without a certificate or without trust: the frontend would be anybody', () => {
    const without = authModel(withoutCertificate('command-line')).pki;
    const untrusting = authModel(withCertificate('command-line', { frontendTrust: undefined })).pki;
    expect(() => commandLineProfile(without)).toThrow('no command-line certificate');
    expect(() => commandLineProfile(untrusting)).toThrow('no command-line certificate');
  });
});

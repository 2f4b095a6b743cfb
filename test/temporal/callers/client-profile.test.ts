import type { ProfileModel } from '../../../src/model/service';
import { renderClientProfile } from '../../../src/temporal/callers/client-profile';
import { CLIENT_PATHS } from '../../../src/temporal/paths';

const profile: ProfileModel = {
  file: { kind: 'ConfigMap', name: 'p', key: 'temporal.toml' },
  address: 'temporal-frontend.temporal.svc.cluster.local:7233',
  temporalNamespace: 'payments',
  serverName: 'temporal-frontend.temporal.svc.cluster.local',
  certificateSecretName: 'c',
  trust: { kind: 'Secret', name: 't', key: 'ca.crt' },
};

describe('a client profile', () => {
  test('names address, namespace and the files of TLS, in the order that a TOML reader needs', () => {
    const { beforeApiKey, afterApiKey } = renderClientProfile(profile);
    expect(`${beforeApiKey}api_key = "k"\n${afterApiKey}`).toBe(
      [
        '[profile.default]',
        'address = "temporal-frontend.temporal.svc.cluster.local:7233"',
        'namespace = "payments"',
        'api_key = "k"',
        '',
        '[profile.default.tls]',
        `client_cert_path = "${CLIENT_PATHS.certificate}"`,
        `client_key_path = "${CLIENT_PATHS.key}"`,
        `server_ca_cert_path = "${CLIENT_PATHS.serverCa}"`,
        'server_name = "temporal-frontend.temporal.svc.cluster.local"',
        '',
      ].join('\n'),
    );
  });

  test('leaves the namespace to the caller where none is given', () => {
    expect(renderClientProfile({ ...profile, temporalNamespace: undefined }).beforeApiKey).not.toContain('namespace =');
  });

  test('quotes what would end a string', () => {
    expect(renderClientProfile({ ...profile, temporalNamespace: 'a"b\\c' }).beforeApiKey).toContain(
      'namespace = "a\\"b\\\\c"',
    );
  });

  test('A17 has no word that would switch verification off', () => {
    const { beforeApiKey, afterApiKey } = renderClientProfile(profile);
    expect(beforeApiKey + afterApiKey).not.toMatch(/disable/);
  });
});

import type { ProfileModel } from '../../../src/model/service';
import { SECRET_PLACE } from '../../../src/secrets/secret-place';
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
    expect(renderClientProfile(profile)).toBe(
      [
        '[profile.default]',
        'address = "temporal-frontend.temporal.svc.cluster.local:7233"',
        'namespace = "payments"',
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

  test('has a place for an API key, as a secret and in its own profile, where it lies in a Secret', () => {
    const inSecret = renderClientProfile({ ...profile, file: { ...profile.file, kind: 'Secret' } });
    expect(inSecret.split(SECRET_PLACE)).toEqual([
      expect.stringMatching(/^\[profile\.default\]\n[^[]*\napi_key = $/),
      expect.stringMatching(/^\n\n\[profile\.default\.tls\]\n/),
    ]);
  });

  test('leaves the namespace to the caller where none is given', () => {
    expect(renderClientProfile({ ...profile, temporalNamespace: undefined })).not.toContain('namespace =');
  });

  test('quotes what would end a string', () => {
    expect(renderClientProfile({ ...profile, temporalNamespace: 'a"b\\c' })).toContain('namespace = "a\\"b\\\\c"');
  });

  test('A17 has no word that would switch verification off', () => {
    expect(renderClientProfile(profile)).not.toMatch(/disable/);
  });
});

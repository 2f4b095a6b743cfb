import { parse } from 'yaml';
import { componentProfile } from '../../../src/temporal/callers/component-profile';
import { configMap, profileData, serverConfigData } from '../../../src/temporal/outputs/config-map';
import { renderServer } from '../../../src/temporal/server/render-server';
import { authModel } from '../../gen/auth-model';

describe('the data of the stack’s ConfigMaps', () => {
  test('is the server’s configuration for the frontend, for all other services, and what changes at run time', () => {
    const data = serverConfigData(authModel());
    expect(Object.keys(data)).toEqual(['frontend.yaml', 'internal.yaml', 'dynamic-config.yaml']);
    expect(parse(data['frontend.yaml'])).toEqual(renderServer(authModel(), 'frontend').config);
    for (const service of ['internal-frontend', 'history', 'matching', 'worker'] as const) {
      expect(parse(data['internal.yaml'])).toEqual(renderServer(authModel(), service).config);
    }
  });

  test('is a profile without an API key', () => {
    const data = profileData(componentProfile(authModel().pki, 'command-line'));
    expect(Object.keys(data)).toEqual(['temporal.toml']);
    expect(data['temporal.toml']).toContain('[profile.default]');
    expect(data['temporal.toml']).not.toContain('api_key');
  });

  test('stands in a ConfigMap of its own', () => {
    const data = () => ({ a: 'b' });
    expect(configMap('n', 'ns', data)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'n', namespace: 'ns' },
      data,
    });
  });
});

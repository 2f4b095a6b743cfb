import * as fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import type { CertificateModel } from '../../../src/pki/model/certificate';
import { SERVER_SERVICES } from '../../../src/pki/model/component';
import { renderYaml } from '../../../src/temporal/outputs/render-yaml';
import { podNeeds } from '../../../src/temporal/pod-needs';
import { renderServer } from '../../../src/temporal/server/render-server';
import { renderDynamicConfig } from '../../../src/temporal/server/sections/dynamic-config';
import type { ServerConfig, ServerTlsConfig } from '../../../src/temporal/server/server-config';
import { authModel, withCertificate, withServer } from '../../gen/auth-model';
import { goSeconds, leaves, serverConfigKeys, unreadable } from '../../support/server-config-keys';
import { CONFIGS, failing, type ReadConfig } from '../variants';

const listeners = ({ global: { tls } }: ServerConfig): ServerTlsConfig[] =>
  [tls.internode.server, tls.frontend.server].filter((listener) => listener !== undefined);

describe('the authorization of the server', () => {
  test('A02 A03 A04 is the default authorizer and the default claim mapper, always both', () => {
    const both = { authorizer: 'default', claimMapper: 'default' };
    for (const { config } of CONFIGS) expect(config.global.authorization).toMatchObject(both);
  });

  test('A12 names an audience and the claim with the permissions, always', () => {
    for (const { config, model } of CONFIGS) {
      const { kind, ...claims } = model.enforcement;
      expect(config.global.authorization).toMatchObject({ audience: model.authentication.audience, ...claims });
    }
    expect(failing(({ config }) => config.global.authorization.audience.trim() !== '')).toEqual([]);
  });

  test('A05 A06 verifies by at least one set of keys, from the mounted file or over https', () => {
    const safe = /^(https:\/\/[^/]|file:\/\/\/etc\/temporal-auth\/)/;
    const uris = ({ config }: ReadConfig) => config.global.authorization.jwtKeyProvider.keySourceURIs;
    expect(failing((of) => uris(of).length > 0 && uris(of).every((uri) => safe.test(uri)))).toEqual([]);
    expect(
      failing((of) => uris(of).some((uri) => uri.startsWith('file:')) === (of.model.authentication.jwks !== undefined)),
    ).toEqual([]);
  });

  test('A07 forgets a key that the issuer withdrew within a minute', () => {
    expect(
      failing(({ config }) => goSeconds(config.global.authorization.jwtKeyProvider.refreshInterval) === 60),
    ).toEqual([]);
  });
});

describe('the listeners of the server', () => {
  test('A13 A14 A24 ask for a client certificate and say by which CA files they judge it', () => {
    expect(
      failing(({ config }) =>
        listeners(config).every(
          ({ requireClientAuth, clientCaFiles }) =>
            requireClientAuth === true &&
            clientCaFiles.length > 0 &&
            clientCaFiles.every((file) => file.startsWith('/')),
        ),
      ),
    ).toEqual([]);
  });

  test('A15 have certificate and key together; so has the caller of the database', () => {
    const pairs = (config: ServerConfig) => [
      ...listeners(config),
      ...Object.values(config.persistence.datastores).map(({ sql }) => sql.tls),
    ];
    expect(
      failing(({ config }) => pairs(config).every(({ certFile, keyFile }) => Boolean(certFile) === Boolean(keyFile))),
    ).toEqual([]);
    expect(failing(({ config }) => listeners(config).every(({ keyFile }) => keyFile !== undefined))).toEqual([]);
  });

  test('are internode’s everywhere, and the frontend’s in the frontend’s pods alone', () => {
    for (const { config, service } of CONFIGS) {
      expect(config.global.tls.internode.server.requireClientAuth).toBe(true);
      expect('server' in config.global.tls.frontend).toBe(service === 'frontend');
    }
  });

  test('P22 trust what was given for their purpose, and the frontend nothing of internode’s', () => {
    const { tls } = renderServer(authModel(), 'frontend').config.global;
    expect(tls.internode.server.clientCaFiles).toEqual(['/etc/temporal-auth/internode-trust-0/ca.crt']);
    expect(tls.frontend.server?.clientCaFiles).toEqual(['/etc/temporal-auth/clients-trust-0/ca.crt']);
    expect(tls.internode.client.rootCaFiles).toEqual(['/etc/temporal-auth/internode-trust-0/ca.crt']);
    expect(tls.frontend.client.rootCaFiles).toEqual(['/etc/temporal-auth/frontend-trust-0/ca.crt']);
  });

  test('A20 are those of five services in every copy: each decides from its own whether there is an internal frontend', () => {
    for (const { config } of CONFIGS) expect(Object.keys(config.services)).toEqual([...SERVER_SERVICES]);
  });

  test('A34 have a port for gRPC and one for membership, and no other', () => {
    for (const { config } of CONFIGS) {
      for (const { rpc } of Object.values(config.services)) {
        expect(Object.keys(rpc)).toEqual(['grpcPort', 'membershipPort']);
      }
      const ports = leaves(config).flatMap(([path, value]) => (path.endsWith('Port') ? [value] : []));
      expect(new Set(ports).size).toBe(ports.length);
    }
  });
});

describe('the certificates that the server names', () => {
  /** The certificate whose Secret is mounted at a path. */
  function certificateAt(file: string, { model, service }: ReadConfig): CertificateModel {
    const source = podNeeds(model, service).files.find(({ path }) => path === file)?.source;
    const found = model.pki.certificates.find(({ secretName }) => secretName === source?.name);
    if (found === undefined) throw new Error(`no certificate lies at ${file}`);
    return found;
  }

  test('A18 hold the name that callers verify', () => {
    expect(
      failing((of) => {
        const { internode, frontend } = of.config.global.tls;
        return [internode, ...(of.service === 'frontend' ? [frontend] : [])].every(
          ({ server, client }) =>
            client.serverName !== '' && certificateAt(server?.certFile ?? '', of).dnsNames.includes(client.serverName),
        );
      }),
    ).toEqual([]);
  });

  test('A19 can listen and call, where internode’s is both', () => {
    expect(
      failing((of) => {
        const { usages } = certificateAt(of.config.global.tls.internode.server.certFile, of);
        return usages.includes('server auth') && usages.includes('client auth');
      }),
    ).toEqual([]);
  });

  test('have a key that lies in the same Secret', () => {
    expect(
      failing((of) =>
        listeners(of.config).every(
          ({ certFile, keyFile }) => certificateAt(certFile, of) === certificateAt(keyFile, of),
        ),
      ),
    ).toEqual([]);
  });
});

describe('the durations of the server', () => {
  const HOUR = 3600;
  const lifetime = fc
    .integer({ min: 300, max: 25 * 365 * 24 * HOUR - 1 })
    .chain((renewBefore) =>
      fc
        .integer({ min: Math.max(HOUR, renewBefore + 1), max: 25 * 365 * 24 * HOUR })
        .map((duration) => ({ durationSeconds: duration, renewBeforeSeconds: renewBefore })),
    );

  test('A08 A22 A25 A26 A35 fit any lifetimes: reloaded four times before expiry, warned of before it is too late', () => {
    fc.assert(
      fc.property(lifetime, lifetime, fc.constantFrom(...SERVER_SERVICES), (internode, frontend, service) => {
        const model = authModel(withCertificate('internode', internode), withCertificate('frontend', frontend));
        const config = renderServer(model, service).config;
        const { refreshInterval, expirationChecks } = config.global.tls;
        const renewBefore = Math.min(internode.renewBeforeSeconds, frontend.renewBeforeSeconds);
        const refresh = goSeconds(refreshInterval);
        const [warning, error, check] = [
          goSeconds(expirationChecks.warningWindow),
          goSeconds(expirationChecks.errorWindow),
          goSeconds(expirationChecks.checkInterval),
        ];
        expect(refresh).toBeGreaterThan(0);
        expect(refresh).toBeLessThanOrEqual(renewBefore / 4);
        expect(refresh).toBeLessThanOrEqual(HOUR);
        expect(check).toBeGreaterThan(0);
        expect(check).toBeLessThanOrEqual(error / 2);
        expect(check).toBeLessThanOrEqual(HOUR);
        expect(error).toBeGreaterThan(0);
        expect(error).toBeLessThanOrEqual(warning);
        // In the window only when a renewal that was due has not come.
        expect(warning).toBeLessThan(renewBefore);
        expect(warning).toBeLessThan(Math.min(internode.durationSeconds, frontend.durationSeconds));
        expect(unreadable(config, serverConfigKeys('1.32.2'))).toEqual([]);
        expect(parseAllDocuments(renderYaml(config, 'x'))).toHaveLength(1);
      }),
    );
  });

  test('follow the certificates of the server: those of callers are not its to reload', () => {
    const refresh = (...changes: Parameters<typeof authModel>) =>
      renderServer(authModel(...changes), 'history').config.global.tls.refreshInterval;
    const short = { durationSeconds: 3600, renewBeforeSeconds: 1200 };
    expect(refresh()).toBe('1h0m0s');
    expect(refresh(withCertificate('service', short))).toBe('1h0m0s');
    expect(refresh(withCertificate('frontend', short))).toBe('0h5m0s');
    expect(refresh(withCertificate('internode', short))).toBe('0h5m0s');
  });
});

describe('the persistence of the server', () => {
  test('has the declared number of history shards', () => {
    const config = renderServer(authModel(withServer({ numHistoryShards: 4 })), 'history').config;
    expect(config.persistence.numHistoryShards).toBe(4);
  });
});

describe('the text of the server configuration', () => {
  test('A21 A22 is one document without a template, a comment or an anchor, in every combination', () => {
    expect(
      failing(
        ({ text }) => parseAllDocuments(text).length === 1 && !/\{\{|\}\}|^\s*#|^(---|\.\.\.)|[&*]\w/m.test(text),
      ),
    ).toEqual([]);
  });

  test('A24 holds no empty text and no empty list', () => {
    expect(failing(({ config }) => leaves(config).every(([, value]) => value !== ''))).toEqual([]);
    expect(failing(({ text }) => !text.includes('[]'))).toEqual([]);
  });

  test('K14 holds no secret, and no address of its own that a template would have to fill in', () => {
    expect(failing(({ text }) => !/password: |PRIVATE|bindOn|broadcastAddress/.test(text))).toEqual([]);
  });
});

describe('the dynamic configuration', () => {
  const TLS = { 'system.enableRingpopTLS': [{ value: true }] };
  test.each(['1.31.2', '1.32.0', '1.32.2'])('A32 turns membership TLS on and changes nothing else in %s', (version) => {
    expect(parse(renderYaml(renderDynamicConfig(version), 'x'))).toEqual(TLS);
  });

  test.each(['1.31.3', '1.31.5'])('has %s ignore by which header a callback stays inside the cluster', (version) => {
    const ignored = { 'callback.inspectSourceHeader': [{ value: false }] };
    expect(parse(renderYaml(renderDynamicConfig(version), 'x'))).toEqual({ ...TLS, ...ignored });
  });

  test('is where every service looks for it', () => {
    for (const service of SERVER_SERVICES) {
      const { filepath } = renderServer(authModel(), service).config.dynamicConfigClient;
      expect(podNeeds(authModel(), service).files).toContainEqual({
        path: filepath,
        source: { kind: 'ConfigMap', name: 'temporal-server-config', key: 'dynamic-config.yaml' },
      });
    }
  });
});

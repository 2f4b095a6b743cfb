import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, componentPath } from '../harness/cache';
import { COMPONENTS, type Component, component, fingerprint, versionOf } from './catalogue';

describe('the components', () => {
  test('have these versions', () => {
    expect(Object.fromEntries(COMPONENTS.map((each) => [each.name, versionOf(each)]))).toEqual({
      temporal: '1.32.2',
      'policy-server': '1.32.2',
      kubernetes: '1.36.3',
      'cert-manager': '1.21.2',
      'external-secrets': '0.16.2',
      'trust-manager': '0.24.0',
      'approver-policy': '0.27.0',
      'temporal-ui': '2.55.0',
      'temporal-cli': '1.5.1',
      'certificate-verifier': '3.7.3',
    });
  });

  test.each(COMPONENTS)('$name is built whole', (built) => {
    for (const program of Object.keys(built.programs)) {
      const description = execFileSync('go', ['version', componentPath(built.name, 'bin', program)], {
        encoding: 'utf8',
      });
      expect(description).toMatch(/: go1\./);
    }
    for (const folder of Object.keys(built.folders ?? {})) {
      expect(componentPath(built.name, folder)).toContain(built.name);
    }
  });

  test('is built anew when what is built of it changes', () => {
    const changed: Component = { ...component('temporal'), programs: {} };
    expect(fingerprint(changed)).not.toBe(fingerprint(component('temporal')));
  });

  test('are kept in the cache folder of the user, outside the checkout', () => {
    const cache = mkdtempSync(join(tmpdir(), 'cache-'));
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = cache;
    try {
      expect(cacheFolder(component('temporal'))).toMatch(`${cache}/cdk8s-temporal-auth/temporal/`);
      expect(() => componentPath('temporal', 'bin', 'temporal-server')).toThrow(
        /is missing; build .* e2e\/components\/build/,
      );
    } finally {
      if (before === undefined) {
        delete process.env.XDG_CACHE_HOME;
      } else {
        process.env.XDG_CACHE_HOME = before;
      }
      rmSync(cache, { recursive: true });
    }
  });

  test('that does not exist is refused by name', () => {
    expect(() => component('vault')).toThrow(/no component is called vault; there are temporal, policy-server/);
  });
});

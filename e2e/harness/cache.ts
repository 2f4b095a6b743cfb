import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Component, component, fingerprint } from '../components/catalogue';

/** Where a component is kept once built: outside the checkout, so that every clone on this machine uses the same. */
export function cacheFolder(built: Component): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'cdk8s-temporal-auth', built.name, fingerprint(built));
}

/**
 * A program of a component, or a folder copied with it.
 *
 * `componentPath('kubernetes', 'bin', 'etcd')`, `componentPath('cert-manager', 'crds')`
 * @throws Error when it was not built.
 */
export function componentPath(name: string, ...path: string[]): string {
  const found = join(cacheFolder(component(name)), ...path);
  if (!existsSync(found)) {
    throw new Error(`${found} is missing; build the components with e2e/components/build`);
  }
  return found;
}

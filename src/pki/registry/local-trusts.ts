import type { Construct } from 'constructs';
import type { Manifest } from '../../core/objects/manifest';
import { localTrust, trustKeyOf } from '../authorities/local/store-authority';
import type { PkiSettings } from '../certificates/settings';
import { type AuthorityModel, storedOf } from '../model/authority';
import type { TrustModel } from '../model/trust';
import { generationId } from '../rotation/phases';
import type { LocalStores } from '../store/local-stores';
import { renderLocalTrust } from '../store/render-delivery';

/** The trust of local authorities, copied into Kubernetes namespaces: it is public, so it needs no Secret. */
export class LocalTrusts {
  private readonly placed = new Set<string>();

  public constructor(
    private readonly stores: LocalStores,
    private readonly settings: PkiSettings,
    private readonly path: string,
    private readonly emit: (manifest: Manifest, scope: Construct) => void,
  ) {}

  /** An authority with the content of its trust files from the store. Throws `STORE_BEHIND`. */
  public read(model: AuthorityModel): AuthorityModel {
    if (!('local' in model)) return model;
    const { store, generations } = model.local;
    const pemOf = (authority: string) => {
      const generation = generations.find((candidate) => candidate.authority === authority);
      const anchor = { id: generation?.anchor ?? '', imported: generation?.imported };
      return this.stores.anchor(store, anchor, model, this.path);
    };
    return { ...model, trust: model.trust.map((file) => ({ ...file, pem: pemOf(file.authority) })) };
  }

  /**
   * The file that verifies whatever an authority signs, in a Kubernetes namespace; in that of the listeners there is also one
   * for each certificate, while there are several. Throws `STORE_BEHIND`.
   *
   * @param scope in the chart of the namespace
   */
  public place(model: AuthorityModel, namespace: string, scope: Construct): TrustModel {
    const { purpose, trust } = model;
    const file = localTrust(purpose, namespace, this.settings);
    const identity = `${file.namespace}/${file.name}`;
    if (this.placed.has(identity)) return file;
    this.placed.add(identity);
    const all = trust.map(({ pem = '' }) => pem).join('');
    const single = trust.filter(({ key }) => key !== file.key).map(({ key, pem = '' }) => [key, pem] as const);
    const neighbouring = neighbouringKeys(model, this.settings).map((key) => [key, all] as const);
    const listeners = namespace === this.settings.namespace ? [...single, ...neighbouring] : [];
    const data = { [file.key]: all, ...Object.fromEntries(listeners) };
    this.emit(renderLocalTrust(file, data), scope);
    return file;
  }
}

/**
 * The keys that listeners mount in the phases before and after, which trust two authorities; now they hold the remaining one.
 * Without a key that it mounts, a pod that is yet to be replaced could not restart its container. A program without a record has
 * no such pods.
 */
function neighbouringKeys(authority: AuthorityModel, { rotationRecord }: PkiSettings): string[] {
  const [{ generation = 1, imported } = {}, ...others] = storedOf(authority)?.generations ?? [];
  if (rotationRecord === undefined || imported !== undefined) return [];
  if (others.some((other) => other.generation !== generation)) return [];
  const numbers = [generation - 1, generation, generation + 1].filter((number) => number > 0);
  return numbers.map((number) => trustKeyOf(generationId(number)));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { KubeApiError, type KubeConnection } from './kube-apiserver-connection';

/** A Kubernetes object as JSON. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly uid?: string;
    readonly generation?: number;
  };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own fields, and the API server is what checks them
  readonly [field: string]: any;
}

/** What names an object: any KubeObject does. */
export type KubeReference = Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>;

/** What the API server made of an object that it took. */
export interface Applied {
  readonly object: KubeObject;
  /** The `Warning` headers' texts: deprecated versions, unknown fields under lenient validation, and so on. */
  readonly warnings: readonly string[];
}

const POLL_MILLISECONDS = 250;

/** Enough of a Kubernetes client for the tests: every write is validated strictly, and warnings are handed back. */
export class KubeClient {
  /** apiVersion → kind → [resource, namespaced] */
  private readonly resources = new Map<string, Map<string, [string, boolean]>>();

  constructor(private readonly connection: KubeConnection) {}

  /**
   * Server-side apply, as `kubectl apply --server-side --validate=strict`.
   * @throws KubeApiError when the API server refuses it: unknown or duplicate fields, schema, admission.
   */
  public async apply(object: KubeObject): Promise<Applied> {
    const query = '?fieldManager=e2e&force=true&fieldValidation=Strict';
    const response = await this.connection.call(
      'PATCH',
      (await this.path(object)) + query,
      object,
      'application/apply-patch+yaml',
    );
    return { object: JSON.parse(response.body), warnings: response.warnings };
  }

  /**
   * Creates an object, or with `dryRun` only says what would become of it.
   * @throws KubeApiError as `apply`, and when it exists.
   */
  public async create(object: KubeObject, { dryRun = false } = {}): Promise<Applied> {
    const collection = (await this.path(object)).replace(/\/[^/]*$/, '');
    const query = `?fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    const response = await this.connection.call('POST', collection + query, object);
    return { object: JSON.parse(response.body), warnings: response.warnings };
  }

  /** Replaces fields of an object's status, as its controllers do. */
  public async patchStatus(reference: KubeReference, status: object): Promise<void> {
    const path = `${await this.path(reference)}/status`;
    await this.connection.call('PATCH', path, { status }, 'application/merge-patch+json');
  }

  /** The object, or undefined when there is none. */
  public async get(reference: KubeReference): Promise<KubeObject | undefined> {
    try {
      return JSON.parse((await this.connection.call('GET', await this.path(reference))).body);
    } catch (error) {
      if (error instanceof KubeApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** All objects of a kind, in one namespace or in all. */
  public async list(apiVersion: string, kind: string, namespace?: string): Promise<readonly KubeObject[]> {
    const [resource] = await this.resource(apiVersion, kind);
    const scope = namespace === undefined ? '' : `namespaces/${namespace}/`;
    const response = await this.connection.call('GET', `${groupPath(apiVersion)}/${scope}${resource}`);
    // Items of a list carry neither.
    return JSON.parse(response.body).items.map((item: object) => ({ apiVersion, kind, ...item }));
  }

  /** Deletes an object; one that is not there is deleted already. */
  public async delete(reference: KubeReference): Promise<void> {
    try {
      await this.connection.call('DELETE', await this.path(reference));
    } catch (error) {
      if (!(error instanceof KubeApiError && error.status === 404)) {
        throw error;
      }
    }
  }

  /**
   * Polls until the object is as wanted.
   * @throws Error with the object's last state when the time is over.
   */
  public async waitFor(
    reference: KubeReference,
    what: string,
    wanted: (object: KubeObject) => boolean,
    timeoutMilliseconds = 60_000,
  ): Promise<KubeObject> {
    const deadline = Date.now() + timeoutMilliseconds;
    for (;;) {
      const object = await this.get(reference);
      if (object && wanted(object)) {
        return object;
      }
      if (Date.now() >= deadline) {
        const { kind, metadata } = reference;
        const state = object ? JSON.stringify(object.status) : 'not found';
        throw new Error(`${kind} ${metadata.namespace ?? ''}/${metadata.name}: not ${what} in time; status: ${state}`);
      }
      await sleep(POLL_MILLISECONDS);
    }
  }

  /** Waits until the object's condition of this type is True for its current generation. */
  public waitForCondition(reference: KubeReference, type: string, timeoutMilliseconds?: number): Promise<KubeObject> {
    return this.waitFor(reference, type, (object) => hasCondition(object, type), timeoutMilliseconds);
  }

  private async path({ apiVersion, kind, metadata }: KubeReference): Promise<string> {
    const [resource, namespaced] = await this.resource(apiVersion, kind);
    if (namespaced && metadata.namespace === undefined) {
      throw new Error(`${kind} ${metadata.name} names no Kubernetes namespace`);
    }
    const scope = namespaced ? `namespaces/${metadata.namespace}/` : '';
    return `${groupPath(apiVersion)}/${scope}${resource}/${metadata.name}`;
  }

  /** Asked of the server itself, again when a kind is new: a CRD is served a moment after it is applied. */
  private async resource(apiVersion: string, kind: string): Promise<[string, boolean]> {
    let known = this.resources.get(apiVersion)?.get(kind);
    if (!known) {
      const { resources } = JSON.parse((await this.connection.call('GET', groupPath(apiVersion))).body) as {
        resources: { name: string; kind: string; namespaced: boolean }[];
      };
      const main = resources.filter(({ name }) => !name.includes('/'));
      const kinds = new Map(main.map((each) => [each.kind, [each.name, each.namespaced] as [string, boolean]]));
      this.resources.set(apiVersion, kinds);
      known = kinds.get(kind);
    }
    if (!known) {
      throw new Error(`the API server serves no kind ${kind} in ${apiVersion}`);
    }
    return known;
  }
}

/** Whether a condition is True, and says so of the object's current generation where it names one. */
export function hasCondition(object: KubeObject, type: string): boolean {
  const conditions: { type: string; status: string; observedGeneration?: number }[] = object.status?.conditions ?? [];
  return conditions.some(
    (condition) =>
      condition.type === type &&
      condition.status === 'True' &&
      (condition.observedGeneration === undefined || condition.observedGeneration === object.metadata.generation),
  );
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import type { StoreValues } from '../../harness/kubernetes/secret-store';
import { callUntil, output } from '../../harness/pods/workload';
import type { ExternalDatabase } from '../../harness/temporal/database';
import { System } from '../../harness/temporal/system';
import type { TokenSigner } from '../../harness/temporal/token-signer';
import {
  APPLICATION,
  AUDIENCE,
  manifests,
  type ProgramOptions,
  program,
  TASK_QUEUE,
  TEMPORAL_NAMESPACE,
} from './program';
import type { Phase, Source } from './sources';

/** `system.namespaceCacheRefreshInterval` is 2 s. */
const NAMESPACES_REFRESH_MILLISECONDS = 3000;

export interface RunningProgramOptions {
  readonly name: string;
  /** Where its certificates come from. @param folder of the source's own, not made yet. */
  readonly source: (folder: string) => Source;
  readonly replicas: number;
}

/** The program with its certificates from one source, and its server. */
export class RunningProgram {
  public source!: Source;
  public system!: System;
  private phase: Phase = {};
  /** As it was last synthesized. */
  private manifests: readonly KubeObject[] = [];
  private frame!: Omit<ProgramOptions, 'pki'>;
  /** What the secret store holds beside certificates. */
  private otherValues: StoreValues = {};
  private certificateValues: StoreValues = {};

  private constructor(private readonly options: RunningProgramOptions) {}

  public static async start(options: RunningProgramOptions): Promise<RunningProgram> {
    const running = new RunningProgram(options);
    running.system = await System.start({
      name: options.name,
      permissionsClaim: 'permissions',
      identityProviderHost: 'auth.company.com', // nobody logs in
      applications: [APPLICATION],
      synthesize: (folder, jwks) => running.synthesizeFirst(folder, jwks),
      store: (apiKeys, database) => running.storeValues(apiKeys, database),
    });
    await running.createTemporalNamespace();
    return running;
  }

  /** The manifests of the program with the PKI that its source has now. */
  public async synthesize(): Promise<readonly KubeObject[]> {
    const { frame, phase } = this;
    const issued = await this.source.issue((pki) => program({ ...frame, ...pki }), phase);
    const { program: declared, objects, values } = issued;
    declared.app.synth();
    this.certificateValues = values;
    this.manifests = [...objects, ...manifests(declared, frame)];
    return this.manifests;
  }

  /**
   * Applies manifests, and the secret store's content that belongs to them, and waits until every Secret is as it says: the
   * operator is told to look now, as `kubectl annotate` would.
   */
  public async apply(objects: readonly KubeObject[]): Promise<void> {
    const { client } = this.system;
    const now = { 'force-sync': new Date().toISOString() };
    const touched = objects.map((object) =>
      object.kind === 'ExternalSecret'
        ? { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...now } } }
        : object,
    );
    const report = await this.system.apply(touched, this.values);
    if (report.rejected.length > 0) throw new Error(report.rejected.join('\n'));
    for (const [remoteKey, value] of Object.entries(this.certificateValues)) {
      const [namespace, name] = remoteKey.split('/');
      const certificate = Buffer.from(value['tls.crt']).toString('base64');
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name } };
      await client.waitFor(secret, 'refreshed', ({ data }) => data?.['tls.crt'] === certificate);
    }
  }

  /**
   * Changes the program to another phase of a rotation, and applies what it synthesizes then, in every pod's volumes too.
   *
   * @throws Error with the program as it was, where it is refused.
   */
  public async enter(phase: Phase, { sync = true } = {}): Promise<void> {
    const former = this.phase;
    const before = this.manifests;
    this.phase = { ...former, ...phase };
    const objects = await this.synthesize().catch((error) => {
      this.phase = former;
      throw error;
    });
    await this.apply(objects);
    for (const object of before) {
      if (!objects.some((each) => isSame(each, object))) await this.system.client.delete(object); // as `kubectl apply --prune`
    }
    if (sync) await this.system.deployments.syncVolumes();
  }

  /** The newest generation of its authorities. */
  public get generation(): number {
    return this.phase.generation?._signer ?? 1;
  }

  /** All that the secret store is to hold. */
  public get values(): StoreValues {
    return { ...this.otherValues, ...this.certificateValues };
  }

  /** Where tests may write. */
  public get folder(): string {
    return this.frame.folder;
  }

  /** Makes the Temporal namespace of the program, and waits until every process of the server knows it. */
  public async createTemporalNamespace(): Promise<void> {
    const { system } = this;
    const apiKey = system.apiKeys.sign({
      subject: 'admin@company.com',
      audience: AUDIENCE,
      permissions: ['temporal-system:admin'],
    });
    const create = ['temporal', 'operator', 'namespace', 'create', '--namespace', TEMPORAL_NAMESPACE];
    await output(await system.pod('temporal-command-line').exec([...create, '--api-key', apiKey]));
    const [client] = system.pods.filter(({ deployment }) => deployment === 'client');
    const start = { workflow: 'waiting', taskQueue: 'nobody', id: 'until-known' };
    const outcome = await callUntil(client.running, { start }, ({ ok }) => ok);
    if (!outcome.ok) throw new Error(outcome.message);
    await sleep(NAMESPACES_REFRESH_MILLISECONDS);
  }

  public stop(): Promise<void> {
    return this.system.stop();
  }

  private synthesizeFirst(folder: string, jwks: string): Promise<readonly KubeObject[]> {
    mkdirSync(folder, { recursive: true });
    const load = { taskQueue: TASK_QUEUE, lanes: 2, pauseMilliseconds: 100 };
    this.frame = { replicas: this.options.replicas, load, jwks, folder };
    this.source = this.options.source(join(folder, 'certificates'));
    return this.synthesize();
  }

  private storeValues(apiKeys: TokenSigner, database: ExternalDatabase): StoreValues {
    const apiKey = (subject: string) =>
      apiKeys.sign({ subject, audience: AUDIENCE, permissions: [`${TEMPORAL_NAMESPACE}:write`] });
    this.otherValues = {
      'temporal/database': { password: database.password, 'ca.crt': readFileSync(database.serverCaFile, 'utf8') },
      'temporal/api-keys': { client: apiKey('client'), worker: apiKey('worker') },
    };
    return this.values;
  }
}

function isSame(one: KubeObject, other: KubeObject): boolean {
  const identity = ({ kind, metadata: { namespace, name } }: KubeObject) => `${kind} ${namespace}/${name}`;
  return identity(one) === identity(other);
}

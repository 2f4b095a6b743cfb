import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { component, versionOf } from '../../components/catalogue';
import { TestAuthority } from '../certificates';
import { type ApplyReport, applyAll, createNamespaces, waitUntilReady } from '../kubernetes/apply';
import { startControlPlane } from '../kubernetes/control-plane';
import { type DeployedPod, Deployments, objectGetter, variantOf } from '../kubernetes/deployments';
import type { KubeClient, KubeObject } from '../kubernetes/kube-apiserver-client';
import { createStores, type StoreValues } from '../kubernetes/secret-store';
import { Services } from '../kubernetes/services';
import { Network } from '../network';
import { buildApplication } from '../pods/application';
import { Images } from '../pods/images';
import { type PodHostOptions, RunningPod } from '../pods/pod';
import { testFolder } from '../test-folder';
import { createSchemas, DATABASE, DATABASE_CLIENT_SECRET, ExternalDatabase } from './database';
import { IdentityProvider } from './identity-provider';
import { TemporalCluster } from './temporal-cluster';
import { TokenSigner } from './token-signer';

/** What a scenario knows of the program that it runs, and of the world around it. */
export interface SystemOptions {
  /** Names the run's folder. */
  readonly name: string;
  /**
   * What the program synthesizes.
   * @param folder of the run, not made yet. @param jwks the public keys of API keys.
   */
  readonly synthesize: (folder: string, jwks: string) => Promise<readonly KubeObject[]>;
  readonly permissionsClaim: string;
  /** The host of the OIDC provider whose keys the server fetches. @default - there is none */
  readonly identityProviderHost?: string;
  /** The host of the database. @default - that of `DATABASE` */
  readonly databaseHost?: string;
  /** What the program's secret store holds. */
  readonly store: (apiKeys: TokenSigner, database: ExternalDatabase) => StoreValues;
  /** Repositories of the images that are the applications' own. */
  readonly applications: readonly string[];
  /** Files of these images, beside the programs of e2e/workload: name → text. */
  readonly applicationFiles?: Readonly<Record<string, string>>;
}

/**
 * From a program to a running server, each step by the real thing: synthesized, applied to a Kubernetes API server, issued
 * by cert-manager and filled by External Secrets, mounted as the kubelet would, served by the stock Temporal server.
 */
export class System {
  public readonly apiKeys: TokenSigner;
  public identityProvider!: IdentityProvider;
  public client!: KubeClient;
  /** What the API server said to the program's manifests. */
  public report!: ApplyReport;
  public deployments!: Deployments;
  public services!: Services;
  public temporal!: TemporalCluster;

  private readonly runFolder: string;
  private readonly network: Network;
  private podOptions!: PodHostOptions;
  private readonly stops: (() => Promise<void> | void)[] = [];

  private constructor(private readonly options: SystemOptions) {
    this.runFolder = testFolder(options.name);
    this.network = new Network(this.runFolder);
    this.stops.push(() => this.network.close());
    this.apiKeys = new TokenSigner('api-keys', options.permissionsClaim);
  }

  /** @throws Error at the first step that fails, with the log of what failed; nothing is left running. */
  public static async start(options: SystemOptions): Promise<System> {
    const system = new System(options);
    try {
      await system.run();
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  public get pods(): readonly DeployedPod[] {
    return this.deployments.pods;
  }

  /** The pod of a Deployment that has one. */
  public pod(deployment: string): RunningPod {
    return this.deployments.pod(deployment);
  }

  /** Another pod, of the scenario's own making. */
  public addPod(pod: RunningPod['pod']): Promise<RunningPod> {
    return RunningPod.create(pod, this.podOptions);
  }

  /**
   * Applies what a program synthesizes, with the secret store holding these values, and waits until the operators are done.
   */
  public async apply(objects: readonly KubeObject[], values: StoreValues): Promise<ApplyReport> {
    await createStores(this.client, objects, values);
    const report = await applyAll(this.client, objects);
    await waitUntilReady(this.client, objects);
    return report;
  }

  /** Where processes write their logs. */
  public get logFolder(): string {
    return join(this.runFolder, 'logs');
  }

  public async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) {
      await stop();
    }
  }

  private async run(): Promise<void> {
    const { options, network, runFolder } = this;
    const plane = await startControlPlane({ runFolder });
    this.stops.push(() => plane.stop());
    this.client = plane.server.client;

    const { databaseHost = DATABASE.host } = options;
    const database = new ExternalDatabase(runFolder, databaseHost);
    const objects = await options.synthesize(join(runFolder, 'program'), this.apiKeys.jwks());
    await createNamespaces(this.client, objects);
    this.report = await this.apply(objects, options.store(this.apiKeys, database));

    const publicAuthority = new TestAuthority(join(runFolder, 'public-authority'), 'public authority');
    await this.startIdentityProvider(publicAuthority);
    const postgres = await database.start(network.hostAddress, DATABASE.user, await this.databaseClientCa());
    this.stops.push(() => postgres.stop());
    network.resolve(databaseHost, [network.hostAddress]);

    const images = new Images(
      await buildApplication(runFolder, options.applicationFiles),
      readFileSync(publicAuthority.certFile, 'utf8'),
      options.applications,
    );
    this.podOptions = { network, images, getter: objectGetter(this.client), runFolder };
    this.services = await Services.start(this.client, network, runFolder);
    this.stops.push(() => this.services.stop());
    this.deployments = await Deployments.start(this.client, this.podOptions);
    await this.makeSchemas();
    this.temporal = await TemporalCluster.start(this.pods, runFolder);
    this.stops.push(() => this.temporal.stop());
    this.services.update(this.pods);
  }

  private async startIdentityProvider(authority: TestAuthority): Promise<void> {
    const { identityProviderHost, permissionsClaim } = this.options;
    if (identityProviderHost === undefined) return;
    const { hostAddress } = this.network;
    this.identityProvider = await IdentityProvider.start(
      hostAddress,
      identityProviderHost,
      permissionsClaim,
      authority,
    );
    this.stops.push(() => this.identityProvider.stop());
    this.network.resolve(identityProviderHost, [hostAddress]);
  }

  /** By the program's own Jobs, or else by a pod like one of the server's. */
  private async makeSchemas(): Promise<void> {
    if ((await this.deployments.runJobs()) > 0) return;
    const [aServer] = this.pods.filter(({ deployment }) => deployment === 'temporal-history');
    const image = `temporalio/admin-tools:${versionOf(component('temporal'))}`;
    const schemaTool = await this.addPod(variantOf(aServer.running, 'schema', image));
    await createSchemas(schemaTool, DATABASE.passwordFile, DATABASE);
  }

  private async databaseClientCa(): Promise<string> {
    const metadata = DATABASE_CLIENT_SECRET;
    const secret = await this.client.get({ apiVersion: 'v1', kind: 'Secret', metadata });
    return Buffer.from(secret?.data['ca.crt'], 'base64').toString('utf8');
  }
}

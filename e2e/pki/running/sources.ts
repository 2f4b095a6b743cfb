import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import {
  CertificateAuthority,
  type CertificateLifetimes,
  type MtlsPkiProps,
  type SelfSignedOptions,
  TrustRef,
} from 'cdk8s-temporal-auth';
import { CertificateStore } from '../../../src/certificate-store/certificate-store';
import { temporalAuth, writePlan } from '../../../test/support/local-program';
import { type LeafOptions, TestAuthority } from '../../harness/certificates';
import type { KubeClient, KubeObject } from '../../harness/kubernetes/kube-apiserver-client';
import type { StoreValues } from '../../harness/kubernetes/secret-store';
import { type Program, type ProgramOptions, SECRET_STORE, TEMPORAL_NAMESPACE } from './program';
import type { RunningProgram } from './running-program';

/** What the names of the generations that scenarios make end with. */
export const NEWEST_FIRST = ['-g2-i2', '-g2', '-i2', ''];

/** A program for all but its PKI. */
export type Declare = (pki: Pick<ProgramOptions, 'pki' | 'internodeHolders' | 'tenant' | 'frontendTrust'>) => Program;

/** A program's manifests are made from it; what else there is to apply, and what the secret store holds, is beside it. */
export interface Issued {
  readonly program: Program;
  readonly objects: readonly KubeObject[];
  readonly values: StoreValues;
}

/** Whose certificates an authority signs. */
export type Signer = 'clients' | 'internode' | 'partner';

/** What an authority is called, behind the prefix of all names. */
const NAMES: Readonly<Record<Signer, string>> = {
  clients: 'clients',
  internode: 'internode',
  partner: 'partner-clients',
};

/** How far the authorities of internode, frontend and clients are rotated. The database's stays, and the tenant's. */
export type Phase = Pick<SelfSignedOptions, 'generation' | 'intermediateGeneration'>;

/** Where all the certificates of a program come from. */
export interface Source {
  /** The name in the frontend's certificate that its callers verify. */
  readonly frontendName: string;
  /**
   * Brings the certificates that the program declares into being, as far as that is done outside the cluster.
   *
   * @param phase not asked of those who cannot rotate
   */
  issue(declare: Declare, phase: Phase): Promise<Issued>;
  /** Issues every leaf anew, with a new key, and waits until all are in their Secrets. */
  renewLeaves(running: RunningProgram): Promise<void>;
  /** What signs the certificates of a purpose, or the tenant's, in the hands of somebody who has its key. */
  authority(client: KubeClient, purpose: Signer): Promise<TestAuthority>;
}

/** Those from which the shortest `refreshInterval` of the server follows: 75 s. */
const SHORTEST = { duration: Duration.hours(1), renewBefore: Duration.minutes(5) };
const lifetimes: CertificateLifetimes = { internode: SHORTEST, frontend: SHORTEST };

/** By which whoever is outside the cluster verifies the frontend. */
export const PUBLIC_NAME = 'temporal.company.com';

/** A certificate store on this machine, exported to the secret store and brought into the cluster by External Secrets. */
export class LocalSource implements Source {
  public readonly frontendName = SERVICE_NAME;
  /** The record of its rotations. */
  private readonly record: string;
  private readonly store: string;
  private readonly plan: string;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.store = join(folder, 'store');
    this.record = join(folder, 'rotations.json');
    this.plan = join(folder, 'plan.json');
  }

  public async issue(declare: Declare, phase: Phase): Promise<Issued> {
    const options = { store: this.store, secretStore: SECRET_STORE };
    const declared = () => {
      const local = CertificateAuthority.local({ ...options, ...phase });
      const steady = CertificateAuthority.local(options);
      return declare({
        pki: {
          internode: local,
          frontend: local,
          clients: local,
          database: steady,
          lifetimes,
          frontendDnsNames: [PUBLIC_NAME],
          rotationRecord: this.record,
        },
        tenant: { authority: steady },
      });
    };
    writeNewPlan(this.plan, declared);
    await command(this.plan, ['rotate', '--rolled-out'], [0, 3]); // it leaves to init what an authority never had
    await this.command('init');
    return { program: declared(), objects: [], values: await this.exported() };
  }

  public async renewLeaves(running: RunningProgram): Promise<void> {
    const leaves = Object.keys(await this.exported()).map((remoteKey) => remoteKey.split('/')[1]);
    await this.command('renew', ...leaves);
    await running.apply(await running.synthesize());
  }

  public async authority(_client: KubeClient, purpose: Signer): Promise<TestAuthority> {
    const store = new CertificateStore(this.store);
    const names = NEWEST_FIRST.map((generation) => `temporal-${NAMES[purpose]}-ca${generation}`);
    const id = names.find((name) => store.readCertificates().has(name)) ?? '';
    const key = store.readPrivateKey(id).export({ type: 'pkcs8', format: 'pem' }).toString();
    return takenAuthority(join(this.folder, 'taken'), id, { cert: store.readCertificates().get(id)?.[0] ?? '', key });
  }

  /** Makes the folder of a person outside the cluster. */
  public async exportPerson(only: string, output: string, place: string, address: string): Promise<void> {
    const wayIn = ['--placed-at', place, '--address', address, '--server-name', PUBLIC_NAME];
    const profiles = [TEMPORAL_NAMESPACE, 'other'].flatMap((namespace) => ['--temporal-namespace', namespace]);
    await this.command('export', '--format', 'files', '--only', only, '--output', output, ...wayIn, ...profiles);
  }

  /** Writes into the record what nobody has rolled out, which is what the check cannot know. */
  public pretendRolledOut(generation: number): void {
    const record = JSON.parse(readFileSync(this.record, 'utf8'));
    const states: Record<string, object> = record.authorities['temporal/Pki'];
    for (const purpose of ['internode', 'frontend', 'clients']) {
      states[purpose] = { ...states[purpose], signer: `g${generation}`, trusted: [`g${generation}`] };
    }
    writeFileSync(this.record, JSON.stringify(record));
  }

  private async exported(): Promise<StoreValues> {
    return JSON.parse(await this.command('export', '--format', 'json', '--unsafe-print-keys'));
  }

  private async command(...args: string[]): Promise<string> {
    return command(this.plan, args);
  }
}

/** cert-manager, with the authorities of callers of the frontend where they sign in every namespace. */
export class CertManagerSource implements Source {
  public readonly frontendName = SERVICE_NAME;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  public async issue(declare: Declare, phase: Phase): Promise<Issued> {
    const everywhere = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager', ...phase });
    const internode = CertificateAuthority.selfSigned(phase);
    const rotationRecord = join(this.folder, 'rotations.json');
    const pki: MtlsPkiProps = { internode, frontend: everywhere, clients: everywhere, lifetimes, rotationRecord };
    const declared = () => declare({ pki, frontendTrust: 'bundle' });
    const plan = join(this.folder, 'plan.json');
    writeNewPlan(plan, declared);
    await command(plan, ['rotate', '--rolled-out']);
    return { program: declared(), objects: [], values: {} };
  }

  /** As `cmctl renew --all` does, authorities left out. */
  public async renewLeaves({ system: { client } }: RunningProgram): Promise<void> {
    const leaves = (await client.list('cert-manager.io/v1', 'Certificate')).filter(({ spec }) => spec.isCA !== true);
    for (const leaf of leaves) {
      const issuing = { type: 'Issuing', status: 'True', reason: 'ManuallyTriggered', message: 'asked for by a test' };
      const conditions = [...leaf.status.conditions, { ...issuing, lastTransitionTime: new Date().toISOString() }];
      await client.patchStatus(leaf, { conditions });
    }
    for (const leaf of leaves) {
      await client.waitFor(leaf, 'renewed', ({ status }) => status.revision > leaf.status.revision);
    }
  }

  public async authority(client: KubeClient, purpose: Signer): Promise<TestAuthority> {
    const [namespace, end] = purpose === 'clients' ? ['cert-manager', '.temporal'] : ['temporal', ''];
    for (const generation of NEWEST_FIRST) {
      const name = `temporal-${NAMES[purpose]}-ca${generation}${end}`;
      const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
      if (secret === undefined) continue;
      const text = (key: string) => Buffer.from(secret.data[key], 'base64').toString('utf8');
      return takenAuthority(this.folder, name, { cert: text('tls.crt'), key: text('tls.key') });
    }
    throw new Error(`no authority of ${purpose}`);
  }
}

/** Somebody else's certificates: PEM files, put into Secrets; the frontend's, as of a public CA, has no name of the cluster. */
export class GivenSource implements Source {
  public readonly frontendName = PUBLIC_NAME;
  private readonly authorities: Readonly<Record<Signer | 'frontend' | 'database', TestAuthority>>;

  constructor(folder: string) {
    const authority = (purpose: string, nameConstraints?: string) =>
      new TestAuthority(join(folder, purpose), `company ${purpose}`, { nameConstraints });
    this.authorities = {
      internode: authority('internode'),
      frontend: authority('frontend'),
      clients: authority('clients'),
      database: authority('database'),
      partner: authority('partner', 'critical,permitted;URI:partner.cluster.local'), // its owner limits it
    };
  }

  public async issue(declare: Declare): Promise<Issued> {
    const existing = (purpose: string, serverName?: string) =>
      CertificateAuthority.existingSecrets({ trust: trustOf(purpose), serverName });
    const pki: MtlsPkiProps = {
      internode: existing('internode', INTERNODE_NAME),
      frontend: existing('frontend', PUBLIC_NAME),
      clients: existing('clients'),
      database: existing('database'),
    };
    const tenant = { authority: existing('partner') };
    const internodeHolders = 'its authority signs for nothing else';
    const program = declare({ pki, internodeHolders, tenant, frontendTrust: trustOf('frontend') });
    return { program, objects: [...this.secrets(), ...this.trust()], values: {} };
  }

  public async renewLeaves(running: RunningProgram): Promise<void> {
    await running.apply(await running.synthesize()); // every synthesis makes the files anew
  }

  public async authority(_client: KubeClient, purpose: Signer): Promise<TestAuthority> {
    return this.authorities[purpose];
  }

  private secrets(): KubeObject[] {
    const { internode, frontend, clients, database, partner } = this.authorities;
    const secret = (authority: TestAuthority, name: string, leaf: LeafOptions, namespace = 'temporal'): KubeObject => {
      const { certFile, keyFile } = authority.issue(name, leaf);
      const data = { 'tls.crt': base64(certFile), 'tls.key': base64(keyFile), 'ca.crt': base64(authority.certFile) };
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/tls',
        metadata: { name: `temporal-${name}`, namespace },
        data,
      };
    };
    return [
      secret(internode, 'internode', { dnsNames: [INTERNODE_NAME], usage: 'serverAuth,clientAuth' }),
      secret(frontend, 'frontend', { dnsNames: [PUBLIC_NAME], usage: 'serverAuth' }),
      ...['ui', 'command-line', 'admin', 'client'].map((name) => secret(clients, name, { usage: 'clientAuth' })),
      secret(clients, 'worker', { usage: 'clientAuth' }, 'applications'),
      secret(database, 'database-client', { usage: 'clientAuth' }),
      secret(partner, 'partner-batch', {
        usage: 'clientAuth',
        uri: 'spiffe://partner.cluster.local/ns/temporal/sa/batch',
      }),
    ];
  }

  /** The CA certificates, where their verifiers are. */
  private trust(): KubeObject[] {
    const configMap = (purpose: keyof typeof this.authorities, namespace = 'temporal'): KubeObject => {
      const { name } = trustOf(purpose);
      const data = { 'ca.crt': readFileSync(this.authorities[purpose].certFile, 'utf8') };
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
    };
    return [
      ...(['internode', 'frontend', 'clients', 'database', 'partner'] as const).map((purpose) => configMap(purpose)),
      configMap('frontend', 'applications'),
    ];
  }
}

export const INTERNODE_NAME = 'temporal-internode.temporal.svc.cluster.local';
export const FRONTEND_NAMES = ['', '.temporal', '.temporal.svc', '.temporal.svc.cluster.local'].map(
  (end) => `temporal-frontend${end}`,
);
/** Under which callers in the cluster dial the frontend, and verify it where its certificate holds the name. */
export const SERVICE_NAME = FRONTEND_NAMES[3];

function trustOf(purpose: string): TrustRef {
  return TrustRef.configMap(`company-${purpose}-ca`, 'ca.crt');
}

function base64(file: string): string {
  return readFileSync(file).toString('base64');
}

/** Has a program write its plan, in the place of an earlier one. */
function writeNewPlan(plan: string, declared: () => Program): void {
  rmSync(plan, { force: true });
  writePlan(plan, () => declared().app.synth());
}

/** Runs `temporal-auth pki`. @throws Error with what it said where it is not content. */
async function command(plan: string, args: readonly string[], content: readonly number[] = [0]): Promise<string> {
  const { code, out, err } = await temporalAuth('pki', ...args, '--plan', plan);
  if (!content.includes(code)) throw new Error(`temporal-auth pki ${args[0]} ended with ${code}: ${out}${err}`);
  return out;
}

function takenAuthority(folder: string, name: string, pem: { cert: string; key: string }): TestAuthority {
  mkdirSync(folder, { recursive: true });
  const [certFile, keyFile] = ['crt', 'key'].map((end) => join(folder, `${name}.${end}`));
  writeFileSync(certFile, pem.cert);
  writeFileSync(keyFile, pem.key, { mode: 0o600 });
  return new TestAuthority(folder, name, { taken: { certFile, keyFile } });
}

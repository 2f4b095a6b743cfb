import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The Go toolchain that builds every component: Temporal 1.32 needs it, and one for all shares what it compiles. */
export const GO_TOOLCHAIN = 'go1.26.10';

/** A real program of the tests, built from the Go module in the folder of its name beside this file. */
export interface Component {
  /** The folder's name. */
  readonly name: string;
  /** The module's folder, from the one of this file. @default - the name */
  readonly folder?: string;
  /** The required module whose version is the component's. */
  readonly versionOf: string;
  /** Program file → Go package. */
  readonly programs: Readonly<Record<string, string>>;
  /** The Go variable in which the program looks for its own version. */
  readonly versionVariable?: string;
  /** Folders copied out of required modules: target → source. */
  readonly folders?: Readonly<Record<string, ModuleFolder>>;
}

export interface ModuleFolder {
  readonly module: string;
  readonly path: string;
}

const CERT_MANAGER = 'github.com/cert-manager/cert-manager';
const EXTERNAL_SECRETS = 'github.com/external-secrets/external-secrets';
const APPROVER_POLICY = 'github.com/cert-manager/approver-policy';
const TRUST_MANAGER = 'github.com/cert-manager/trust-manager';
const TEMPORAL = 'go.temporal.io/server';
const UI = 'github.com/temporalio/ui-server/v2';

/**
 * In the order they are built: what most tests need comes first. Go compiles a package once for all of them if they require
 * the same versions of it and of all it imports, so cert-manager, trust-manager
 * and approver-policy have the libraries of the API server, and the Web UI those of the server.
 */
export const COMPONENTS: readonly Component[] = [
  {
    name: 'temporal',
    versionOf: TEMPORAL,
    programs: {
      'temporal-server': `${TEMPORAL}/cmd/server`,
      'temporal-sql-tool': `${TEMPORAL}/cmd/tools/sql`,
      configcheck: './configcheck',
      tokencheck: './tokencheck',
    },
  },
  {
    name: 'policy-server',
    folder: join('..', '..', 'server'),
    versionOf: TEMPORAL,
    programs: { 'temporal-server': './cmd/temporal-server' },
  },
  {
    name: 'kubernetes',
    versionOf: 'k8s.io/kubernetes',
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
      etcd: 'go.etcd.io/etcd/server/v3',
    },
    // Without it the server says v0.0.0, which clients refuse to parse.
    versionVariable: 'k8s.io/component-base/version.gitVersion',
  },
  {
    name: 'cert-manager',
    versionOf: CERT_MANAGER,
    programs: { 'cert-manager-controller': './controller', 'cert-manager-webhook': './webhook' },
    folders: { crds: { module: CERT_MANAGER, path: 'deploy/crds' } },
  },
  {
    name: 'external-secrets',
    versionOf: EXTERNAL_SECRETS,
    programs: { 'external-secrets': EXTERNAL_SECRETS },
    folders: { crds: { module: EXTERNAL_SECRETS, path: 'config/crds/bases' } },
  },
  {
    name: 'trust-manager',
    versionOf: TRUST_MANAGER,
    programs: { 'trust-manager': `${TRUST_MANAGER}/cmd/trust-manager` },
    folders: { crds: { module: TRUST_MANAGER, path: 'deploy/crds' } },
  },
  {
    name: 'approver-policy',
    versionOf: APPROVER_POLICY,
    programs: { 'approver-policy': `${APPROVER_POLICY}/cmd` },
    folders: { crds: { module: APPROVER_POLICY, path: 'deploy/crds' } },
  },
  {
    name: 'temporal-ui',
    versionOf: UI,
    programs: { 'ui-server': `${UI}/cmd/server` },
    folders: { config: { module: UI, path: 'config' } }, // what its image has beside it
  },
  {
    name: 'temporal-cli',
    versionOf: 'github.com/temporalio/cli',
    programs: { temporal: 'github.com/temporalio/cli/cmd/temporal' },
  },
  {
    name: 'certificate-verifier',
    versionOf: 'github.com/zmap/zlint/v3',
    programs: { 'certificate-verifier': '.' },
  },
];

/** @throws Error when no component has this name. */
export function component(name: string): Component {
  const found = COMPONENTS.find((candidate) => candidate.name === name);
  if (!found) {
    throw new Error(`no component is called ${name}; there are ${COMPONENTS.map((each) => each.name).join(', ')}`);
  }
  return found;
}

/** The component's Go module in this checkout. */
export function moduleFolder({ name, folder }: Component): string {
  return join(__dirname, folder ?? name);
}

/** The version that its go.mod pins, without the leading `v`. */
export function versionOf(built: Component): string {
  const goMod = readFileSync(join(moduleFolder(built), 'go.mod'), 'utf8');
  const line = goMod.split('\n').find((text) =>
    text
      .trim()
      .replace(/^require /, '')
      .startsWith(`${built.versionOf} v`),
  );
  if (!line) {
    throw new Error(`the go.mod of ${built.name} requires no ${built.versionOf}`);
  }
  return line.split(' v')[1].split(' ')[0];
}

/** Changes with everything that the built component depends on: its module's files, what is built of it, the toolchain. */
export function fingerprint(built: Component): string {
  const hash = createHash('sha256').update(JSON.stringify([GO_TOOLCHAIN, built]));
  const folder = moduleFolder(built);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(folder, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

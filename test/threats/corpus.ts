import type { App } from 'cdk8s';
import type { PodFiles } from '../../src/kubernetes/pod-files';
import { SecretReadGrant } from '../../src/kubernetes/secret-read-grant';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { SharedRoot } from '../../src/pki/authorities/self-signed/shared-root';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { TemporalService } from '../../src/stack/temporal-service';
import { type KubeObject, Program } from '../gen/program';
import { objectsOf, runExample } from '../support/example';
import { synthesis } from '../support/synthesis';

/** A whole program as it was written, and the pods of those who would write their manifests themselves. */
export interface Written {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  readonly objects: readonly KubeObject[];
  readonly pods: readonly KubeObject[];
}

/** Both examples, and programs that reach what these do not use. */
export const CORPUS: readonly Written[] = [
  ...['quickstart', 'reference'].map((name) => {
    const { app, files, objects } = runExample(name);
    return { name, files, objects, pods: podsOf(app) };
  }),
  written('nothing that can be left out', (program) => {
    program.stack({ database: program.database({ clientCertificate: false }) });
  }),
  written('one root, a service elsewhere, a grant', (program) => {
    const root = new SharedRoot({ name: 'company' });
    const everywhere = CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' });
    const pki = new MtlsPki(program.chart, 'Pki', {
      internode: CertificateAuthority.selfSigned({ root }),
      database: CertificateAuthority.selfSigned({ root }),
      clients: everywhere,
      frontend: everywhere,
    });
    const roles = program.roles();
    const auth = program.stack({ pki, roles, authentication: [program.apiKeys(), program.oidc()] });
    const apiKey = program.vaultIn(program.elsewhere, 'worker').fetch('key', 'temporal/api-keys', 'worker');
    const worker = auth.addService('worker', { temporalNamespace: 'payments', scope: program.elsewhere, apiKey });
    const client = auth.addService('client', { temporalNamespace: 'payments' });
    roles.predefined.worker.bind(worker);
    roles.predefined.worker.bind(client);
    new SecretReadGrant(program.chart, 'Grant', {
      secretNames: ['temporal-secrets'],
      identities: [auth.history.identity, worker.identity],
    });
  }),
];

/** What the programs rely on and do not bring: stores of secrets. */
export const EXTERNAL = [
  'SecretStore temporal/vault',
  'SecretStore payments/vault',
  'SecretStore temporal/vault-backend',
  'SecretStore applications/vault-backend',
];

function written(name: string, build: (program: Program) => void): Written {
  let app: App | undefined;
  const result = synthesis((outdir) => {
    const program = new Program(outdir);
    build(program);
    app = program.app;
    app.synth();
  });
  if (app === undefined || result.error !== '') throw new Error(`${name} does not synthesize: ${result.error}`);
  return { name, files: result.files, objects: objectsOf(result), pods: podsOf(app) };
}

/** Every pod that a program describes, as a workload that somebody writes from the plain data. */
function podsOf(app: App): KubeObject[] {
  return app.node.findAll().flatMap((construct) => {
    if (construct instanceof TemporalService) return [workload(construct.subjectId, construct.pod)];
    if (!(construct instanceof TemporalAuthStack)) return [];
    const { frontend, internalFrontend, history, matching, worker, ui, commandLine } = construct;
    return Object.entries({ frontend, internalFrontend, history, matching, worker, ui, commandLine }).map(([of, pod]) =>
      workload(of.toLowerCase(), pod),
    );
  });
}

function workload(name: string, pod: PodFiles): KubeObject {
  const containers = [{ name, env: pod.env(), volumeMounts: pod.volumeMounts() }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `plain-${name}`, namespace: pod.kubernetesNamespace },
    spec: { template: { spec: { ...pod.podSpec(), containers } } },
  };
}

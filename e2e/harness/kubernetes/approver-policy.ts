import { join } from 'node:path';
import { componentPath } from '../cache';
import { BackgroundProcess } from '../processes';
import { CERT_MANAGER_NAMESPACE } from './cert-manager';
import type { KubeApiServer } from './kube-apiserver';

/**
 * The real approver-policy: its CRD and its controllers. Its webhook is left out, since its certificate is for the name of a
 * Service; the controllers judge policies by the same code and say so in the condition `Ready`.
 */
export interface ApproverPolicy {
  stop(): Promise<void>;
}

/** Needs the CRDs of cert-manager, without which its controllers end. */
export async function startApproverPolicy(server: KubeApiServer, runFolder: string): Promise<ApproverPolicy> {
  await server.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: CERT_MANAGER_NAMESPACE } });
  await server.applyCrds(componentPath('approver-policy', 'crds'));
  const approver = BackgroundProcess.start({
    name: 'approver-policy',
    command: componentPath('approver-policy', 'bin', 'approver-policy'),
    args: [
      `--kubeconfig=${server.kubeconfig}`,
      `--leader-election-namespace=${CERT_MANAGER_NAMESPACE}`,
      '--metrics-bind-address=0',
      '--readiness-probe-bind-address=127.0.0.1:9406',
      '--webhook-host=127.0.0.1',
      '--webhook-port=10254',
      `--webhook-ca-secret-namespace=${CERT_MANAGER_NAMESPACE}`,
      '--webhook-ca-secret-name=approver-policy-tls',
    ],
    logFolder: join(runFolder, 'logs'),
  });
  return { stop: () => approver.stop() };
}

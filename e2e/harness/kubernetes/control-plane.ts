import { startCertManager } from './cert-manager';
import { startExternalSecrets } from './external-secrets';
import { type KubeApiServer, type KubeApiServerOptions, startKubeApiServer } from './kube-apiserver';
import { startTrustManager } from './trust-manager';

/** A Kubernetes API server with the operators that the library's manifests are for. */
export interface ControlPlane {
  readonly server: KubeApiServer;
  /** Stops everything, the API server last. */
  stop(): Promise<void>;
}

/** Starts the API server, cert-manager, External Secrets and trust-manager; about half a minute. */
export async function startControlPlane(options: KubeApiServerOptions): Promise<ControlPlane> {
  const server = await startKubeApiServer(options);
  const started: { stop(): Promise<void> }[] = [server];
  const stop = async () => {
    for (const each of started.reverse()) {
      await each.stop();
    }
  };
  try {
    started.push(await startCertManager(server, options.runFolder)); // makes the others' webhook certificates
    started.push(await startExternalSecrets(server, options.runFolder));
    started.push(await startTrustManager(server, options.runFolder));
    return { server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

import { once } from 'node:events';
import { connect } from 'node:net';
import { connectionsOf } from './network';
import type { RunningPod } from './pod';
import { BackgroundProcess } from './processes';

const START_MILLISECONDS = 60_000;
const MAX_RESTARTS = 3;

/**
 * Runs what a pod's own manifest says that it runs, until it is ready. One that ends before is started again, as the kubelet
 * does: on an empty database Temporal's services race to write the cluster's metadata, and who loses exits.
 *
 * @param mark what it logs when it is ready. @default - it is ready when the manifest's own readiness probe says so
 * @throws Error with the end of the log and the pod's connections when it does not come up.
 */
export async function runMain(pod: RunningPod, logFolder: string, mark?: string): Promise<BackgroundProcess> {
  const what = mark === undefined ? 'success of its readiness probe' : `"${mark}"`;
  for (let restarts = 0; ; restarts++) {
    const process = BackgroundProcess.start({ name: pod.pod.metadata.name, ...(await pod.main()), logFolder });
    const ready = () => (mark === undefined ? isProbedReady(pod) : process.log().includes(mark));
    try {
      await process.until(what, START_MILLISECONDS, async () => (await ready()) || undefined);
      return process;
    } catch (error) {
      if (process.running || restarts === MAX_RESTARTS) {
        const connections = connectionsOf(pod.network);
        await process.stop();
        throw new Error(`${(error as Error).message}\n--- connections of the pod ---\n${connections}`);
      }
    }
  }
}

/** A TCP probe, as the kubelet makes it; the only kind that this library's examples use. */
async function isProbedReady({ pod, address }: RunningPod): Promise<boolean> {
  const [{ name, readinessProbe }] = pod.spec.containers;
  const port = readinessProbe?.tcpSocket?.port;
  if (port === undefined) {
    throw new Error(`container ${name} has no readiness probe by TCP`);
  }
  const socket = connect({ host: address, port });
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}

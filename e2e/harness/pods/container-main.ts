import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { report } from '../campaign';
import { connectionsOf } from '../network';
import { BackgroundProcess } from '../processes';
import type { RunningPod } from './pod';

const START_MILLISECONDS = 60_000;
const MAX_RESTARTS = 4;
/** Before the first restart, and doubled for each one more. The kubelet's is 10 s. */
const BACK_OFF_MILLISECONDS = 500;

/**
 * Runs what a pod's own manifest says that it runs, until it is ready. One that ends before is started again, as the kubelet
 * does: on an empty database Temporal's services race to write the cluster's metadata, and who loses exits; a worker exits
 * that calls a frontend which is not healthy yet. One that hangs is started again once, as by a startup probe, and is reported:
 * an SDK waits for its first connection without an end.
 *
 * @param mark what it logs when it is ready. @default - it is ready when the manifest's own readiness probe says so
 * @throws Error with the end of the log when it does not come up.
 */
export async function runMain(
  pod: RunningPod,
  logFolder: string,
  mark?: string,
  startMilliseconds = START_MILLISECONDS,
): Promise<BackgroundProcess> {
  const what = mark === undefined ? 'success of its readiness probe' : `"${mark}"`;
  let hasHung = false;
  for (let restarts = 0; ; restarts++) {
    const process = BackgroundProcess.start({ name: pod.pod.metadata.name, ...(await pod.main()), logFolder });
    const ready = () => (mark === undefined ? isProbedReady(pod) : process.log().includes(mark));
    try {
      await process.until(what, startMilliseconds, async () => (await ready()) || undefined);
      return process;
    } catch (error) {
      const hangs = process.running;
      if (hangs) report('hangs at its start', `${(error as Error).message}\n${connectionsOf(pod.network)}`);
      await process.stop();
      if (restarts === MAX_RESTARTS || (hangs && hasHung)) throw error;
      hasHung ||= hangs;
      await sleep(BACK_OFF_MILLISECONDS * 2 ** restarts);
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

import type { RunningPod } from './pod';
import { BackgroundProcess } from './processes';

const START_MILLISECONDS = 60_000;
const MAX_RESTARTS = 3;

/**
 * Runs what a pod's own manifest says that it runs, until its log says that it is ready. One that ends before is started
 * again, as the kubelet does: on an empty database Temporal's services race to write the cluster's metadata, and who loses
 * exits.
 * @throws Error with the end of the log when it does not come up.
 */
export async function runMain(pod: RunningPod, ready: string, logFolder: string): Promise<BackgroundProcess> {
  for (let restarts = 0; ; restarts++) {
    const process = BackgroundProcess.start({ name: pod.pod.metadata.name, ...(await pod.main()), logFolder });
    try {
      await process.until(`"${ready}"`, START_MILLISECONDS, async () => process.log().includes(ready) || undefined);
      return process;
    } catch (error) {
      if (process.running || restarts === MAX_RESTARTS) {
        await process.stop();
        throw error;
      }
    }
  }
}

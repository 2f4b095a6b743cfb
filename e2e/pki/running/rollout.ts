import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployedPod } from '../../harness/kubernetes/deployments';
import { serviceOf } from '../../harness/temporal/temporal-cluster';
import type { Applications } from './applications';
import type { RunningProgram } from './running-program';

/** A Service's endpoints lag behind the end of a pod. */
const ENDPOINTS_LAG_MILLISECONDS = 500;

/**
 * Replaces pods as the Deployment controller does: of each Deployment one after the other, of all Deployments at the same
 * time. Harder than its default, which starts the new pod before it ends the old one: here one instance is gone meanwhile.
 *
 * @returns how many were replaced.
 */
export async function rollOut(
  running: RunningProgram,
  applications: Applications,
  pods: readonly DeployedPod[],
): Promise<number> {
  const deployments = new Set(pods.map(({ deployment }) => deployment));
  const gone = new Set<DeployedPod>();
  const replaceAll = async (deployment: string) => {
    for (const pod of pods.filter((each) => each.deployment === deployment)) {
      await replace(running, applications, pod, gone);
    }
  };
  await Promise.all([...deployments].map(replaceAll));
  return pods.length;
}

async function replace(
  { system }: RunningProgram,
  applications: Applications,
  pod: DeployedPod,
  gone: Set<DeployedPod>,
): Promise<void> {
  const updateServices = () => system.services.update(system.pods.filter((each) => !gone.has(each)));
  const server = serviceOf(pod) !== undefined;
  const lag = sleep(ENDPOINTS_LAG_MILLISECONDS).then(() => {
    gone.add(pod);
    updateServices();
  });
  if (server) {
    const end = await system.temporal.stopPod(pod);
    if (end !== 'exit code 0') throw new Error(`${pod.running.pod.metadata.name} did not end by itself: ${end}`);
  } else {
    await applications.stopPod(pod);
  }
  await lag;
  const next = await system.deployments.replace(pod);
  gone.add(next);
  if (server) await system.temporal.startPod(next);
  if (applications.runsIn(next)) await applications.startPod(next);
  gone.delete(next);
  updateServices();
}

/** Replaces one pod of the server, as `replace` does where nothing of the applications is concerned. */
export async function replaceServer({ system }: RunningProgram, pod: DeployedPod): Promise<DeployedPod> {
  await system.temporal.stopPod(pod);
  const next = await system.deployments.replace(pod);
  await system.temporal.startPod(next);
  system.services.update(system.pods);
  return next;
}

import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { where } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds' });

/** Ends only when a worker has run both a workflow task and an activity task. */
export async function order(id: string): Promise<string> {
  return `order ${id} was shipped from ${await where()}`;
}

/** Waits until it is terminated or the run ends. */
export async function waiting(): Promise<void> {
  await new Promise(() => {});
}

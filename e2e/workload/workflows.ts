import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
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

/** Is told something, says what it was told when asked, and ends with it when told to. */
export async function conversation(): Promise<string> {
  let said = '';
  let over = false;
  setHandler(defineSignal<[string]>('say'), (words) => {
    said = words;
  });
  setHandler(defineSignal('end'), () => {
    over = true;
  });
  setHandler(defineQuery<string>('said'), () => said);
  await condition(() => said !== '');
  await where();
  await condition(() => over);
  return said;
}

import { X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { report } from '../../harness/campaign';
import { knock } from '../../workload/knock';
import { Applications, figuresText } from './applications';
import { type Caller, callersOf, meet, serverListenersOf } from './handshakes';
import type { RunningProgram } from './running-program';

/** The emitted `refreshInterval` is 75 s; then one more of everything. */
const REFRESHED_MILLISECONDS = 110_000;

/** Leaves are renewed while a client and a worker work: nothing is restarted, and no call fails. */
export function leavesAreRenewed(name: string, running: () => RunningProgram): void {
  test(`P32 the leaves of ${name} are renewed under load, without a restart and without a call that fails`, async () => {
    let seconds = 0;
    const figures = await Applications.during(running(), async () => {
      seconds = await everyListenerShowsNewLeaves(running(), () => running().source.renewLeaves(running()));
    });
    report(`leaf renewal, ${name}`, `every listener showed its new leaf after ${seconds} s; ${figuresText(figures)}`);
    expect(figures.failures).toEqual([]);
    expect(figures.failed).toBe(0);
    expect(figures.completed).toBe(figures.started);
    expect(figures.completed).toBeGreaterThan(50);
  }, 300_000);
}

/** Waits until the server has taken up what is new in its Secrets, without a restart. @returns how long it took, in seconds. */
export async function everyListenerShowsNewLeaves(
  running: RunningProgram,
  renew: () => Promise<void>,
): Promise<number> {
  const { system } = running;
  const { pods } = system;
  const before = await callersOf(running);
  const shownBefore = await serialNumbers(running, before);

  await renew();
  await system.deployments.syncVolumes();
  const begin = Date.now();
  const after = await callersOf(running);
  for (const each of RENEWED) {
    expect(serialNumberOf(named(after, each))).not.toBe(serialNumberOf(named(before, each)));
  }
  const wanted = [serialNumberOf(named(after, INTERNODE)), serialNumberOf(named(after, 'frontend certificate'))];
  const areNew = async () => (await serialNumbers(running, after)).every((shown) => wanted.includes(shown));
  while (!(await areNew()) && Date.now() - begin < REFRESHED_MILLISECONDS) await sleep(1000);
  const seconds = Math.round((Date.now() - begin) / 1000);
  expect(new Set(await serialNumbers(running, after))).toEqual(new Set(wanted));
  expect(shownBefore.filter((shown) => wanted.includes(shown))).toEqual([]);

  // Nobody was restarted. SDKs read their certificate once; the old one opens the frontend as long as it is valid.
  expect(system.pods).toBe(pods);
  expect(system.temporal.running).toBe(true);
  const [frontend] = serverListenersOf(running);
  for (const held of [before, after]) {
    expect(await meet(named(held, 'service'), frontend)).toEqual({ listener: 'in', caller: 'verified' });
  }
  return seconds;
}

const INTERNODE = 'internode certificate';
const RENEWED = [INTERNODE, 'frontend certificate', 'UI', 'service', 'service of another Kubernetes namespace'];

/** Of the certificate that each port of each pod shows. */
async function serialNumbers(running: RunningProgram, callers: readonly Caller[]): Promise<string[]> {
  const [internode, service] = [named(callers, INTERNODE), named(callers, 'service')];
  return Promise.all(
    serverListenersOf(running).map(async (listener) => {
      const caller = listener.name === 'frontend' ? service : internode;
      return (await knock({ ...caller, ...listener })).serialNumber ?? `none of ${listener.name}`;
    }),
  );
}

function serialNumberOf({ cert = '' }: Caller): string {
  return new X509Certificate(cert).serialNumber;
}

function named(callers: readonly Caller[], name: string): Caller {
  const found = callers.find((caller) => caller.name === name);
  if (found === undefined) throw new Error(`no caller ${name}`);
  return found;
}

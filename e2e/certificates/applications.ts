import { runMain } from '../harness/container-main';
import type { DeployedPod } from '../harness/deployments';
import type { BackgroundProcess } from '../harness/processes';
import type { LoadFigures } from '../workload/requests';
import type { RunningProgram } from './running-program';

/** What each application logs when it is ready. */
const READY: Readonly<Record<string, string>> = { worker: 'polling', client: 'calling' };
/** Time to bring the workflows that are under way to their end. */
const GRACE_MILLISECONDS = 90_000;

/** The real client, which makes load without a pause, and the real worker: a process in each of their pods. */
export class Applications {
  private readonly processes = new Map<DeployedPod, BackgroundProcess>();
  private readonly done: LoadFigures[] = [];
  private readonly begin = Date.now();

  private constructor(private readonly logFolder: string) {}

  /** Starts both, the workers first. */
  public static async start({ system }: RunningProgram): Promise<Applications> {
    const applications = new Applications(system.logFolder);
    for (const name of Object.keys(READY)) {
      await Promise.all(
        system.pods.filter(({ deployment }) => deployment === name).map((pod) => applications.startPod(pod)),
      );
    }
    return applications;
  }

  /** Whether the pod runs one of them. */
  public runsIn({ deployment }: DeployedPod): boolean {
    return deployment in READY;
  }

  public async startPod(pod: DeployedPod): Promise<void> {
    this.processes.set(pod, await runMain(pod.running, this.logFolder, READY[pod.deployment]));
  }

  /** Asks the process of a pod to end, and keeps what it counted. */
  public async stopPod(pod: DeployedPod): Promise<void> {
    const process = this.processes.get(pod);
    if (process === undefined) return;
    this.processes.delete(pod);
    await process.stop('SIGTERM', GRACE_MILLISECONDS);
    if (pod.deployment !== 'client') return;
    const last = process.log().trim().split('\n').at(-1) ?? '';
    if (!last.startsWith('{'))
      throw new Error(`${process.name} ended (${await process.exit()}) without figures: ${process.log()}`);
    this.done.push(JSON.parse(last));
  }

  /** Ends both, the clients first, and says what all clients counted since the start. */
  public async stop(): Promise<LoadFigures & { readonly seconds: number }> {
    const seconds = Math.round((Date.now() - this.begin) / 1000);
    for (const name of Object.keys(READY).reverse()) {
      await Promise.all(
        [...this.processes.keys()].filter(({ deployment }) => deployment === name).map((pod) => this.stopPod(pod)),
      );
    }
    const sum = (count: (figures: LoadFigures) => number) => this.done.reduce((total, each) => total + count(each), 0);
    return {
      started: sum(({ started }) => started),
      completed: sum(({ completed }) => completed),
      failed: sum(({ failed }) => failed),
      calls: sum(({ calls }) => calls),
      slowestMilliseconds: Math.max(...this.done.map(({ slowestMilliseconds }) => slowestMilliseconds)),
      failures: this.done.flatMap(({ failures }) => failures),
      seconds,
    };
  }
}

/** The figures of a scenario, as one line. */
export function figuresLine({
  started,
  completed,
  failed,
  calls,
  slowestMilliseconds,
  failures,
  seconds,
}: Awaited<ReturnType<Applications['stop']>>): string {
  return `${started} workflows started, ${completed} completed, ${failed} failed; ${calls} calls, ${failures.length} failed after retries, slowest ${slowestMilliseconds} ms; ${seconds} s`;
}

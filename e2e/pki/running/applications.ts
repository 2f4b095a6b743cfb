import type { DeployedPod } from '../../harness/kubernetes/deployments';
import { runMain } from '../../harness/pods/container-main';
import type { BackgroundProcess } from '../../harness/processes';
import type { LoadFigures } from '../../workload/requests';
import type { RunningProgram } from './running-program';

/** What each application logs when it is ready. */
const READY: Readonly<Record<string, string>> = { worker: 'polling', client: 'calling' };
/** Time to bring the workflows that are under way to their end. */
const GRACE_MILLISECONDS = 90_000;

/** What the clients of a scenario counted, and how long they worked. */
export type ScenarioFigures = LoadFigures & { readonly seconds: number };

/** The real client, which makes load without a pause, and the real worker: a process in each of their pods. */
export class Applications {
  private readonly processes = new Map<DeployedPod, BackgroundProcess>();
  private readonly done: LoadFigures[] = [];
  private readonly begin = Date.now();

  private constructor(private readonly logFolder: string) {}

  /** Lets both run while something happens, and says what all clients counted. */
  public static async during(
    { system }: RunningProgram,
    work: (applications: Applications) => Promise<void>,
  ): Promise<ScenarioFigures> {
    const applications = new Applications(system.logFolder);
    try {
      await applications.start(system.pods);
      await work(applications);
      return await applications.stop();
    } finally {
      await Promise.all([...applications.processes.values()].map((process) => process.stop('SIGKILL')));
    }
  }

  /** Starts both, the workers first. */
  private async start(pods: readonly DeployedPod[]): Promise<void> {
    for (const name of Object.keys(READY)) {
      await Promise.all(pods.filter(({ deployment }) => deployment === name).map((pod) => this.startPod(pod)));
    }
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

  /** Ends both, the clients first. */
  private async stop(): Promise<ScenarioFigures> {
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

/** The figures of a scenario: one line, and one more for each failure. */
export function figuresText(figures: ScenarioFigures): string {
  const { started, completed, failed, calls, slowestMilliseconds, failures, seconds } = figures;
  const workflows = `${started} workflows started, ${completed} completed, ${failed} failed`;
  const counted = `${workflows}; ${calls} calls, ${failures.length} failed after retries, slowest ${slowestMilliseconds} ms; ${seconds} s`;
  return [counted, ...failures].join('\n  ');
}

import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, WorkflowFailedError } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { outcomeOf } from './outcome';
import type { LoadFigures, LoadRequest } from './requests';

/** After a call that failed, and between tries of the application's own to bring a workflow to its end all the same. */
const PAUSE_MILLISECONDS = 1000;
const TRIES = 60;

/**
 * A client that works without a pause, with the SDK's own retries: it starts workflows, signals and queries them and waits
 * for their results. Prints `calling` when it is connected; at SIGTERM it starts no more, brings the others to their end and
 * prints its figures as one line of JSON.
 */
class Load {
  private readonly figures = { started: 0, completed: 0, failed: 0, calls: 0, slowestMilliseconds: 0 };
  private readonly failures: string[] = [];
  private stopping = false;
  private next = 0;

  constructor(
    private readonly client: Client,
    private readonly request: LoadRequest,
  ) {}

  public stop(): void {
    this.stopping = true;
  }

  public async run(): Promise<LoadFigures> {
    const lanes = Array.from({ length: this.request.lanes }, () => this.lane());
    await Promise.all(lanes);
    return { ...this.figures, failures: this.failures };
  }

  private async lane(): Promise<void> {
    while (!this.stopping) {
      await this.converse(`${hostname()}-${process.pid}-${this.next++}`);
      await sleep(this.request.pauseMilliseconds);
    }
  }

  private async converse(workflowId: string): Promise<void> {
    const { workflow } = this.client;
    const { taskQueue } = this.request;
    const handle = await this.untilDone('start', () =>
      workflow.start('conversation', { taskQueue, workflowId, workflowIdConflictPolicy: 'USE_EXISTING' }),
    );
    this.figures.started++;
    await this.untilDone('signal', () => handle.signal('say', workflowId));
    const said = await this.untilDone('query', () => handle.query<string>('said'));
    await this.untilDone('end', () => handle.signal('end'));
    try {
      const result = await this.untilDone('result', () => handle.result());
      if (said !== workflowId || result !== workflowId) {
        throw new Error(`${workflowId} said ${said} and ended with ${result}`);
      }
      this.figures.completed++;
    } catch (error) {
      this.figures.failed++;
      this.failures.push(`workflow ${workflowId}: ${outcomeOf(error).message}`);
    }
  }

  /** Counts a call, and that it failed once the SDK gave up; then tries again, so that every workflow comes to an end. */
  private async untilDone<T>(name: string, call: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const begin = Date.now();
      this.figures.calls++;
      try {
        return await call();
      } catch (error) {
        if (error instanceof WorkflowFailedError || tries === TRIES) throw error;
        const { code, message } = outcomeOf(error);
        if (name === 'end' && tries > 1 && code === 'NOT_FOUND') return undefined as T; // it arrived, its answer did not
        this.failures.push(`${new Date().toISOString()} ${name} after ${Date.now() - begin} ms: ${code} ${message}`);
        await sleep(PAUSE_MILLISECONDS);
      } finally {
        this.figures.slowestMilliseconds = Math.max(this.figures.slowestMilliseconds, Date.now() - begin);
      }
    }
  }
}

async function main(request: LoadRequest): Promise<void> {
  const { connectionOptions, namespace } = loadClientConnectConfig({ configFileStrict: true });
  const connection = await Connection.connect(connectionOptions);
  const load = new Load(new Client({ connection, namespace }), request);
  process.once('SIGTERM', () => load.stop());
  console.log('calling');
  console.log(JSON.stringify(await load.run()));
  await connection.close();
}

main(JSON.parse(process.argv[2])).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

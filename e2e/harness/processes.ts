import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program to run in the background until it is stopped. */
export interface ProcessOptions {
  /** What messages and the log file are called after. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment. @default - that of this process */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Runs as this user and group, without others, instead of this process's own. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Where `<name>.log` takes what the program prints. */
  readonly logFolder: string;
}

const POLL_MILLISECONDS = 100;
const GRACE_MILLISECONDS = 10_000;

/** A running program and the processes it starts: one process group, which is stopped as one. */
export class BackgroundProcess {
  public static start(options: ProcessOptions): BackgroundProcess {
    const logFile = join(options.logFolder, `${options.name}.log`);
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'a');
    try {
      const logStart = fstatSync(log).size; // read first: the program may write before this process goes on
      const child = spawn(options.command, options.args, {
        cwd: options.cwd,
        env: options.env,
        uid: options.user?.uid,
        gid: options.user?.gid,
        stdio: ['ignore', log, log],
        detached: true, // the leader of a process group of its own
      });
      return new BackgroundProcess(options.name, child, logFile, logStart);
    } finally {
      closeSync(log);
    }
  }

  /** Resolves when the program has ended. */
  private readonly ended: Promise<void>;
  /** Why it is no longer running, once it is not. */
  private end?: string;

  private constructor(
    public readonly name: string,
    private readonly child: ChildProcess,
    public readonly logFile: string,
    /** Where in the file its own words begin: behind those of an earlier process of the same name. */
    private readonly logStart: number,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.end = error.message;
        resolve();
      });
      child.once('exit', (code, signal) => {
        this.end = signal ? `killed by ${signal}` : `exit code ${code}`;
        resolve();
      });
    });
  }

  public get running(): boolean {
    return this.end === undefined;
  }

  /** All that it has printed. */
  public log(): string {
    return readFileSync(this.logFile).subarray(this.logStart).toString('utf8');
  }

  /**
   * Polls until the check returns something other than undefined; a check that throws is asked again.
   * @throws Error with the end of the log when the program ends first, or when the time is over.
   */
  public async until<T>(what: string, timeoutMilliseconds: number, check: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + timeoutMilliseconds;
    let last: unknown;
    while (Date.now() < deadline) {
      if (!this.running) {
        throw new Error(`${this.name} ended (${this.end}) before ${what}${this.logTail()}`);
      }
      try {
        const result = await check();
        if (result !== undefined) {
          return result;
        }
        last = undefined;
      } catch (error) {
        last = error;
      }
      await sleep(POLL_MILLISECONDS);
    }
    const reason = last === undefined ? '' : `; last: ${last}`;
    throw new Error(`${this.name}: no ${what} within ${timeoutMilliseconds} ms${reason}${this.logTail()}`);
  }

  /** Waits for the program to end by itself, and says how it did. */
  public async exit(): Promise<string> {
    await this.ended;
    return this.end ?? '';
  }

  /** Asks the process group to end, and kills it when it has not in time. */
  public async stop(signal: NodeJS.Signals = 'SIGTERM', graceMilliseconds = GRACE_MILLISECONDS): Promise<void> {
    this.signal(signal);
    const kill = setTimeout(() => this.signal('SIGKILL'), graceMilliseconds);
    await this.ended;
    clearTimeout(kill);
    this.signal('SIGKILL'); // what the program left behind in its group
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) {
      return; // it never started
    }
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }

  private logTail(): string {
    return `\n--- end of ${this.logFile} ---\n${this.log().split('\n').slice(-30).join('\n')}`;
  }
}

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chownSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { StoreOutcome, StoreRequest } from './requests';

const CHECKOUT = join(__dirname, '..', '..');
/** Nobody else's, and no earlier run's: whatever a search finds of this user was made by these tests. */
const UID = randomInt(100_000, 1_000_000_000);
const PROGRAM = 'e2e/certificate-store';

/** A user without any rights, who has the library and a home, and the processes that this user runs. */
export class StoreUser {
  public readonly home: string;

  /** @param folder an empty folder that this user may enter */
  constructor(private readonly folder: string) {
    for (const sources of ['src/core', 'src/x509', 'src/certificate-store', PROGRAM]) {
      compile(join(CHECKOUT, sources), join(folder, sources));
    }
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    // A mount, since the checkout may lie where only root may go.
    execFileSync('mount', ['--bind', join(CHECKOUT, 'node_modules'), modules]);
    this.home = this.newFolder('home');
    this.newFolder('stores');
  }

  /** A folder of this user's. */
  public newFolder(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.own(path);
    return path;
  }

  /** Gives a file or folder to this user. */
  public own(path: string): void {
    chownSync(path, UID, UID);
  }

  /** A small file system of its own, which this user may fill. */
  public mountSmall(name: string, octets: number): string {
    const path = this.newFolder(name);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${octets},uid=${UID},gid=${UID},mode=0700`, 'small', path]);
    return path;
  }

  /** Starts a process. */
  public start(request: StoreRequest): StoreProcess {
    const child = spawn(process.execPath, [join(this.folder, PROGRAM, 'writer.js'), JSON.stringify(request)], {
      uid: UID,
      gid: UID,
      cwd: this.home,
      env: { HOME: this.home, PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new StoreProcess(child);
  }

  /** Runs a process to its end, and gives the last thing that it says. */
  public async run(request: StoreRequest): Promise<StoreOutcome> {
    const outcomes = await this.start(request).end();
    return outcomes[outcomes.length - 1];
  }

  /** Everything of this user's that lies where no store is. */
  public strayFiles(): string[] {
    const places = ['/tmp', '/var/tmp', '/dev/shm', this.home];
    const criteria = ['-ignore_readdir_race', '-user', String(UID), '-type', 'f'];
    // What others put into /tmp may go while it is searched; anything else that find says is a failure.
    const { stdout, stderr } = spawnSync('find', [...places, ...criteria], { encoding: 'utf8' });
    const complaints = stderr.split('\n').filter((line) => line !== '' && !line.endsWith('No such file or directory'));
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
    return stdout.split('\n').filter((path) => path !== '' && !path.startsWith(`${this.folder}/stores/`));
  }
}

/** A process of the user. */
export class StoreProcess {
  private output = '';
  private errors = '';
  private readonly ended: Promise<string>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text) => {
      this.output += text;
    });
    child.stderr?.on('data', (text) => {
      this.errors += text;
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve(signal ?? String(code)));
    });
  }

  /** What it has said so far. */
  public get said(): StoreOutcome[] {
    return this.output
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  }

  /** Waits until it has said so much. */
  public async saying(lines: number): Promise<StoreOutcome[]> {
    while (this.said.length < lines) {
      await new Promise((resolve, reject) => {
        this.child.stdout?.once('data', resolve);
        this.ended.then((how) => reject(new Error(`ended by ${how} after ${this.output}${this.errors}`)));
      });
    }
    return this.said;
  }

  /** Waits for its end, which must be a good one. */
  public async end(): Promise<StoreOutcome[]> {
    const how = await this.ended;
    if (how !== '0') throw new Error(`ended by ${how}: ${this.errors}`);
    return this.said;
  }

  /** Ends it as a power cut would, as far as the process is concerned. */
  public async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    const how = await this.ended;
    if (how !== 'SIGKILL') throw new Error(`ended by ${how} before it was killed: ${this.errors}`);
  }
}

/** Copies a folder; what is TypeScript in it becomes JavaScript. */
function compile(source: string, target: string): void {
  for (const name of readdirSync(source, { recursive: true }) as string[]) {
    const to = join(target, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    if (!name.endsWith('.ts')) cpSync(join(source, name), to, { recursive: true });
    else writeFileSync(to, javaScript(readFileSync(join(source, name), 'utf8')));
  }
}

function javaScript(text: string): string {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  return transpileModule(text, { compilerOptions }).outputText;
}

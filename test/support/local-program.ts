import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { run } from '../../src/cli/run';
import { effects } from '../../src/core/effects';
import { PLAN_VARIABLE } from '../../src/core/planning';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import type { LocalAuthorityOptions } from '../../src/pki/authorities/local/local-authority-options';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import { withoutWaitingForTheDisk } from '../certificate-store/faults';
import { PkiProgram } from './pki-program';

/** What a command said, and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a program adds to a PKI whose authorities are all local. */
export type Declare = (program: PkiProgram) => void;

beforeEach(withoutWaitingForTheDisk);

/** Folders of this test file, which end with it. */
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder for a program with local authorities and for its certificate store. */
export class LocalFolder {
  public readonly folder = mkdtempSync(path.join(tmpdir(), 'local-authority-'));
  public readonly store = path.join(this.folder, 'pki');
  private plans = 0;

  /** @param options of all authorities; @param props beside the authorities */
  public constructor(
    private readonly options: Partial<LocalAuthorityOptions> = {},
    private readonly props: Partial<MtlsPkiProps> = {},
  ) {
    folders.push(this.folder);
  }

  /** An authority whose store is in this folder. */
  public get local(): CertificateAuthority {
    return CertificateAuthority.local({
      store: this.store,
      secretStore: SecretStoreRef.store('vault'),
      ...this.options,
    });
  }

  /** The program as synthesis runs it. */
  public program(declare: Declare = () => undefined, props: Partial<MtlsPkiProps> = {}): PkiProgram {
    const { local } = this;
    const program = new PkiProgram({ internode: local, frontend: local, clients: local, ...this.props, ...props });
    declare(program);
    return program;
  }

  /** The file with the plan that the program writes. */
  public plan(declare?: Declare, props?: Partial<MtlsPkiProps>): string {
    const file = path.join(this.folder, `plan-${this.plans++}.json`);
    writePlan(file, () => this.program(declare, props).app.synth());
    return file;
  }

  /** Runs `temporal-auth pki` for a plan. */
  public async pki(plan: string, ...args: string[]): Promise<Outcome> {
    return temporalAuth('pki', ...args, '--plan', plan);
  }

  /** The program, with a store that is what it asks for. */
  public async made(declare?: Declare, props?: Partial<MtlsPkiProps>): Promise<string> {
    const plan = this.plan(declare, props);
    const { code, err } = await this.pki(plan, 'init');
    if (code !== 0) throw new Error(err);
    return plan;
  }
}

/** Has a program write its plan; what it ends with then is told apart from what it throws. */
export function writePlan(file: string, synth: () => void): void {
  const { environment } = effects;
  const stopped = new Error('the program has ended');
  const mocks = [
    jest
      .spyOn(effects, 'environment')
      .mockImplementation((name) => (name === PLAN_VARIABLE ? file : environment(name))),
    jest.spyOn(effects, 'warn').mockReturnValue(undefined),
    jest.spyOn(effects, 'exit').mockImplementation(() => {
      throw stopped;
    }),
  ];
  try {
    synth();
  } catch (error) {
    if (error !== stopped) throw error;
  } finally {
    for (const mock of mocks) mock.mockRestore();
  }
}

/** Runs the command line. */
export async function temporalAuth(...args: string[]): Promise<Outcome> {
  const said = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

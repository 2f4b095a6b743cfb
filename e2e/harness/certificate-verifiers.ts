import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { componentPath } from './cache';

/** A chain that a verifier is to accept or refuse, all in PEM. */
export interface CertificateChain {
  readonly leaf: string;
  readonly intermediates: readonly string[];
  readonly roots: readonly string[];
  /** @default - no name is verified */
  readonly dnsName?: string;
  readonly usage: 'server auth' | 'client auth';
}

/** Says of each chain why it is refused; an empty text where it is not. */
export type Verify = (chains: readonly CertificateChain[]) => Promise<string[]>;

/** What zlint found. */
export interface LintResult {
  /** For each certificate the names of lints that found an error or a warning, or why it cannot be parsed. */
  readonly lint: string[][];
  /** How many lints applied to at least one of the certificates. */
  readonly applied: number;
}

/** Lints certificates in PEM with zlint's rules from RFC 5280 and its companions. */
export function lint(certificates: readonly string[]): LintResult {
  return askGo({ lint: certificates });
}

/** Go's crypto/x509, which Temporal verifies with. */
export const go: Verify = async (chains) =>
  askGo({ verify: chains.map((chain) => ({ ...chain, at: new Date() })) }).verify;

/** `openssl verify -x509_strict`, once for all leaves below the same authorities. */
export function openssl(folder: string): Verify {
  return async (chains) => {
    const groups = new Map<string, number[]>();
    for (const [index, { leaf, ...common }] of chains.entries()) {
      const key = JSON.stringify([common.intermediates, common.roots, common.usage, common.dnsName]);
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const reasons: string[] = [];
    await each([...groups.values()], async (group) => {
      const files = group.map((index) => written(folder, `openssl-${index}`, chains[index]));
      const { usage, dnsName, intermediates } = chains[group[0]];
      const said = await ask('openssl', [
        ...['verify', '-x509_strict', '-no-CApath', '-no-CAstore'],
        ...['-purpose', usage === 'server auth' ? 'sslserver' : 'sslclient'],
        ...(dnsName === undefined ? [] : ['-verify_hostname', dnsName]),
        ...['-CAfile', files[0].roots],
        ...(intermediates.length === 0 ? [] : ['-untrusted', files[0].intermediates]), // it refuses an empty file
        ...files.map(({ leaf }) => leaf),
      ]);
      const accepted = said.output.split('\n');
      for (const [position, index] of group.entries()) {
        reasons[index] = accepted.includes(`${files[position].leaf}: OK`) ? '' : said.output;
      }
    });
    return reasons;
  };
}

/** GnuTLS's `certtool --verify`. */
export function gnutls(folder: string): Verify {
  return async (chains) => {
    const reasons: string[] = [];
    await each([...chains.entries()], async ([index, chain]) => {
      const { roots, bundle } = written(folder, `gnutls-${index}`, chain);
      const purpose = chain.usage === 'server auth' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2';
      const { status, output } = await ask('certtool', [
        ...['--verify', '--load-ca-certificate', roots, '--infile', bundle, '--verify-purpose', purpose],
        ...(chain.dnsName === undefined ? [] : ['--verify-hostname', chain.dnsName]),
      ]);
      reasons[index] = status === 0 ? '' : output;
    });
    return reasons;
  };
}

function askGo<T extends object>(request: T): { readonly verify: string[] } & LintResult {
  const program = componentPath('certificate-verifier', 'bin', 'certificate-verifier');
  const input = JSON.stringify(request);
  return JSON.parse(execFileSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 28 }));
}

function ask(program: string, args: readonly string[]): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : 1, output: stdout + stderr || String(error) }),
    );
  });
}

/** Runs as many at once as there are cores. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

function written(folder: string, name: string, { leaf, intermediates, roots }: CertificateChain) {
  const file = (part: string, certificates: readonly string[]) => {
    const path = join(folder, `${name}-${part}.pem`);
    writeFileSync(path, certificates.join(''));
    return path;
  };
  return {
    leaf: file('leaf', [leaf]),
    intermediates: file('intermediates', intermediates),
    roots: file('roots', roots),
    bundle: file('bundle', [leaf, ...intermediates]),
  };
}

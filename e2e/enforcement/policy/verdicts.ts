import { spawn } from 'node:child_process';
import type { RunningPod } from '../../harness/pods/pod';
import type { VerdictCall } from '../../workload/requests';

/** Makes many calls from a pod. @returns the gRPC status of each, and what it says. @throws Error with what the program said. */
export async function verdicts(pod: RunningPod, calls: readonly VerdictCall[]): Promise<readonly string[]> {
  const { command, args, env } = await pod.exec(['node', '/app/verdicts.js']);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`exit code ${code}\n${err}`)),
    );
    child.stdin.end(JSON.stringify(calls));
  });
}

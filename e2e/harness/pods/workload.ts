import { execFile } from 'node:child_process';
import type { ProbeOutcome, ProbeRequest } from '../../workload/probe';
import type { CallOutcome, CallRequest } from '../../workload/requests';
import type { ContainerCommand, RunningPod } from './pod';

const TIMEOUT_MILLISECONDS = 60_000;

/** Calls Temporal from a pod, by the profile that is mounted there. */
export function call(pod: RunningPod, request: CallRequest): Promise<CallOutcome> {
  return runJson(pod, 'caller.js', request);
}

/** Calls again until the outcome is as wanted or the time is over. @returns the last outcome. */
export async function callUntil(
  pod: RunningPod,
  request: CallRequest,
  wanted: (outcome: CallOutcome) => boolean,
  timeoutMilliseconds = 30_000,
): Promise<CallOutcome> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    const outcome = await call(pod, request);
    if (wanted(outcome) || Date.now() >= deadline) {
      return outcome;
    }
  }
}

/** Knocks at a port from a pod. */
export function probe(pod: RunningPod, request: ProbeRequest): Promise<ProbeOutcome> {
  return runJson(pod, 'probe.js', request);
}

/** A program of e2e/workload in an application's pod. */
export function program(pod: RunningPod, file: string, argument: string): Promise<ContainerCommand> {
  return pod.exec(['node', `/app/${file}`, argument]);
}

async function runJson<T>(pod: RunningPod, file: string, request: object): Promise<T> {
  return JSON.parse(await output(await program(pod, file, JSON.stringify(request))));
}

/**
 * What a command prints.
 * @throws Error with what it printed on standard error when it fails.
 */
export function output({ command, args, env }: ContainerCommand): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env, timeout: TIMEOUT_MILLISECONDS, encoding: 'utf8' }, (error, stdout, stderr) =>
      error
        ? reject(new Error(`${args.at(-1)}: ${error.signal ?? `exit code ${error.code}`}\n${stdout}${stderr}`))
        : resolve(stdout),
    );
  });
}

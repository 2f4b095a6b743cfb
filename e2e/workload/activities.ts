import { hostname } from 'node:os';

/** The host name of the pod that runs it. */
export async function where(): Promise<string> {
  return hostname();
}

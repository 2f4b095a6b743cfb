import { join } from 'node:path';
import { componentPath } from '../cache';
import { BackgroundProcess } from '../processes';

/** A running etcd. */
export interface Etcd {
  /** For `--etcd-servers`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts etcd on loopback with an empty store in the run folder. */
export async function startEtcd(runFolder: string, clientPort = 2379, peerPort = 2380): Promise<Etcd> {
  const url = `http://127.0.0.1:${clientPort}`;
  const peers = `http://127.0.0.1:${peerPort}`;
  const etcd = BackgroundProcess.start({
    name: 'etcd',
    command: componentPath('kubernetes', 'bin', 'etcd'),
    args: [
      `--data-dir=${join(runFolder, 'etcd')}`,
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      '--unsafe-no-fsync', // the store ends with the run
      '--log-level=warn',
    ],
    logFolder: join(runFolder, 'logs'),
  });
  await etcd.until('answer to /readyz', 30_000, async () => ((await fetch(`${url}/readyz`)).ok ? true : undefined));
  return { url, stop: () => etcd.stop() };
}

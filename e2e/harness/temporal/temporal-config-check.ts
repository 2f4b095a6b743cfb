import { spawnSync } from 'node:child_process';
import { componentPath } from '../cache';

/** What Temporal's own code makes of a configuration text, read strictly. */
export interface ConfigCheck {
  readonly ok: boolean;
  /** Keys that no field of the server's configuration reads, each with its line, in yaml.v3's words. */
  readonly unknown: readonly string[];
  /** Any other fault; empty when there is none. */
  readonly error: string;
}

/** Checks a server configuration file with the server's own types, loader and validation. */
export function checkTemporalConfig(file: string): ConfigCheck {
  const done = spawnSync(componentPath('temporal', 'bin', 'configcheck'), [file], { encoding: 'utf8' });
  if (done.error) {
    throw done.error;
  }
  if (done.status !== 0 && done.status !== 1) {
    throw new Error(`configcheck: exit code ${done.status}: ${done.stderr}`);
  }
  return JSON.parse(done.stdout);
}

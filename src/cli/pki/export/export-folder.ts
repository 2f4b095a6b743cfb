import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createPrivateFile,
  removeFileIfThere,
  removeFolderIfEmpty,
  translating,
} from '../../../certificate-store/safe-files';
import { GIT_IGNORE, IGNORE_ALL } from '../../../certificate-store/store-layout';
import { DEFAULT_PROFILE } from '../../../temporal/callers/client-profile';
import { renderProfiles } from '../../../temporal/callers/profile-toml';
import type { CallerFiles } from './caller';

/** The name of the file that SDKs and the command line read. */
export const PROFILE_FILE = 'temporal.toml';
const CERTIFICATE = 'tls.crt';
const KEY = 'tls.key';
const SERVER_CA = 'ca.crt';

/**
 * What lies in the folder of somebody outside the cluster, by name. The profile names the files by absolute paths: relative ones
 * are taken from where its reader runs, and Go's reader refuses a CA certificate inline.
 *
 * Source: contrib/envconfig v0.1.0 of Temporal's Go SDK, which the command line has.
 *
 * @param temporalNamespaces a profile for each; the first is that of the profile `default` too
 * @param place where the folder lies when it is used, absolute
 */
export function filesOf(
  { certificate, key, serverCa, address, serverName }: CallerFiles,
  temporalNamespaces: readonly string[],
  place: string,
): Readonly<Record<string, string>> {
  const tls = {
    client_cert_path: join(place, CERTIFICATE),
    client_key_path: join(place, KEY),
    server_ca_cert_path: join(place, SERVER_CA),
    server_name: serverName,
  };
  const [first, ...others] = temporalNamespaces;
  const named = others.length > 0 ? temporalNamespaces.filter((name) => name !== DEFAULT_PROFILE) : [];
  const profiles = [
    {
      name: DEFAULT_PROFILE,
      address,
      namespace: temporalNamespaces.find((name) => name === DEFAULT_PROFILE) ?? first,
      tls,
    },
    ...named.map((namespace) => ({ name: namespace, address, namespace, tls })),
  ];
  return {
    [GIT_IGNORE]: IGNORE_ALL,
    [CERTIFICATE]: certificate,
    [KEY]: key,
    [SERVER_CA]: serverCa,
    [PROFILE_FILE]: renderProfiles(profiles),
  };
}

/** Makes a new folder with files for its owner alone; where that fails, nothing of it stays. Throws `UNSAFE_STORE`, `STORE_IO`. */
export function writeFolder(folder: string, files: Readonly<Record<string, string>>): void {
  translating(folder, () => mkdirSync(folder));
  try {
    translating(folder, () => chmodSync(folder, 0o700)); // whatever the umask
    for (const [name, text] of Object.entries(files)) createPrivateFile(join(folder, name), text);
  } catch (error) {
    for (const name of Object.keys(files)) removeFileIfThere(join(folder, name));
    removeFolderIfEmpty(folder);
    throw error;
  }
}

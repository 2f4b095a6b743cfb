import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

/**
 * What lies in the folder of somebody outside the cluster, by name. The profile has all of it inline, so that it works from
 * wherever it is read: paths in it would be taken from where the reader runs.
 *
 * @param temporalNamespaces a profile for each; the first is that of the profile `default` too
 */
export function filesOf(files: CallerFiles, temporalNamespaces: readonly string[]): Readonly<Record<string, string>> {
  const { certificate, key, serverCa, address, serverName } = files;
  const tls = {
    client_cert_data: certificate,
    client_key_data: key,
    server_ca_cert_data: serverCa,
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
    'tls.crt': certificate,
    'tls.key': key,
    'ca.crt': serverCa,
    [PROFILE_FILE]: renderProfiles(profiles),
  };
}

/** Makes a new folder with files for its owner alone; where that fails, nothing of it stays. Throws `UNSAFE_STORE`, `STORE_IO`. */
export function writeFolder(path: string, files: Readonly<Record<string, string>>): string {
  const folder = resolve(path);
  translating(folder, () => mkdirSync(folder));
  try {
    translating(folder, () => chmodSync(folder, 0o700)); // whatever the umask
    for (const [name, text] of Object.entries(files)) createPrivateFile(join(folder, name), text);
  } catch (error) {
    for (const name of Object.keys(files)) removeFileIfThere(join(folder, name));
    removeFolderIfEmpty(folder);
    throw error;
  }
  return folder;
}

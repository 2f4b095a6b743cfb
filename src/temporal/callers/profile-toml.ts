/** A profile of `temporal.toml`: what an SDK or the command line is told of one server and Temporal namespace. */
export interface TomlProfile {
  readonly name: string;
  readonly address: string;
  /** Left out where the caller chooses one at each call. */
  readonly namespace?: string;
  /** As it stands in the file, for the one value that somebody else writes. */
  readonly apiKey?: string;
  readonly tls: Readonly<Record<TlsKey, string>>;
}

type TlsKey = 'client_cert_path' | 'client_key_path' | 'server_ca_cert_path' | 'server_name';

/**
 * Profiles as `temporal.toml`.
 *
 * Source: contrib/envconfig of Temporal's Go SDK; @temporalio/envconfig of the TypeScript SDK.
 */
export function renderProfiles(profiles: readonly TomlProfile[]): string {
  return profiles.map(renderProfile).join('\n');
}

function renderProfile({ name, address, namespace, apiKey, tls }: TomlProfile): string {
  const table = `profile.${/^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name)}`;
  const lines = [
    `[${table}]`,
    entry('address', address),
    ...(namespace === undefined ? [] : [entry('namespace', namespace)]),
    ...(apiKey === undefined ? [] : [`api_key = ${apiKey}`]),
    '',
    `[${table}.tls]`,
    ...Object.entries(tls).map(([key, value]) => entry(key, value)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A TOML basic string; every escape that JSON writes is one of TOML's too. */
function entry(key: string, value: string): string {
  return `${key} = ${JSON.stringify(value)}`;
}

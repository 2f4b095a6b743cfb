import { spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackgroundProcess } from '../processes';

export interface PostgresOptions {
  /** Where the cluster and its log go; every folder above it must be open to other users. */
  readonly runFolder: string;
  /** @default '127.0.0.1' */
  readonly address?: string;
  /** @default 5432 */
  readonly port?: number;
  /** The server's certificate with its chain, PEM file. */
  readonly certFile: string;
  /** Its private key, PEM file. */
  readonly keyFile: string;
  /** What client certificates must be signed by, PEM file. */
  readonly clientCaFile: string;
  /** A role that may log in and create databases. */
  readonly role: string;
  /** The role's password. */
  readonly password: string;
  /** Roles that a client certificate of their name lets in, without a password. @default - none */
  readonly certificateRoles?: readonly string[];
}

/** A real PostgreSQL, run by an unprivileged user, that takes nothing but TLS with a client certificate. */
export interface Postgres {
  readonly address: string;
  readonly port: number;
  /** All that the server has said; it logs every connection and every refusal. */
  log(): string;
  stop(): Promise<void>;
}

/** The user `nobody`, on every Linux: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const SUPERUSER = 'postgres';

/** @throws Error when PostgreSQL is not installed, or with the end of its log when it does not start. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { address = '127.0.0.1', port = 5432, runFolder, certificateRoles = [] } = options;
  const binaries = postgresBinaries();
  const folder = join(runFolder, 'postgres');
  const data = join(folder, 'data');
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, NOBODY.uid, NOBODY.gid);

  runAsNobody(join(binaries, 'initdb'), [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    '--auth-local=trust', // its socket lies in a folder that only nobody can open
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  for (const [file, source] of Object.entries({
    'server.crt': options.certFile,
    'server.key': options.keyFile,
    'clients.crt': options.clientCaFile,
  })) {
    copyFileSync(source, join(data, file));
    chownSync(join(data, file), NOBODY.uid, NOBODY.gid);
  }
  appendFileSync(join(data, 'postgresql.conf'), configuration(address, port, folder));
  // No other line for TCP: what comes without TLS, or without a certificate of that authority, finds none and is refused.
  writeFileSync(
    join(data, 'pg_hba.conf'),
    [
      `local all ${SUPERUSER} trust`,
      `hostssl all "${options.role}" all scram-sha-256 clientcert=verify-ca`,
      ...certificateRoles.map((role) => `hostssl all "${role}" all cert`),
      '',
    ].join('\n'),
  );

  const server = BackgroundProcess.start({
    name: 'postgres',
    command: join(binaries, 'postgres'),
    args: ['-D', data],
    user: NOBODY,
    logFolder: join(runFolder, 'logs'),
  });
  await server.until('acceptance of connections', 30_000, async () => {
    psql(binaries, folder, port, 'SELECT 1');
    return true;
  });
  const quoted = `'${options.password.replaceAll("'", "''")}'`;
  psql(binaries, folder, port, `CREATE ROLE "${options.role}" LOGIN CREATEDB PASSWORD ${quoted}`);
  for (const role of certificateRoles) psql(binaries, folder, port, `CREATE ROLE "${role}" LOGIN CREATEDB`);
  // Smart and fast shutdown wait for clients or for them to be told; the store ends with the run.
  return { address, port, log: () => server.log(), stop: () => server.stop('SIGQUIT') };
}

/** The newest that Debian's packages installed, which are not on the PATH. */
function postgresBinaries(): string {
  const versions = existsSync(DEBIAN_FOLDER)
    ? readdirSync(DEBIAN_FOLDER)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const found = versions.map((version) => join(DEBIAN_FOLDER, String(version), 'bin')).find(existsSync);
  if (!found) {
    throw new Error(`no PostgreSQL server below ${DEBIAN_FOLDER}; e2e/prerequisites says how to install it`);
  }
  return found;
}

function configuration(address: string, port: number, socketFolder: string): string {
  return `
listen_addresses = '${address}'
port = ${port}
unix_socket_directories = '${socketFolder}'
max_connections = 300
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
ssl_ca_file = 'clients.crt'
log_connections = on
fsync = off
`;
}

/** Says something to the server as its superuser. */
function psql(binaries: string, socketFolder: string, port: number, statement: string): void {
  const args = ['--host', socketFolder, '--port', String(port), '--username', SUPERUSER, '--set=ON_ERROR_STOP=1'];
  runAsNobody(join(binaries, 'psql'), ['--no-psqlrc', '--quiet', '--output=/dev/null', ...args], statement);
}

function runAsNobody(command: string, args: readonly string[], input = ''): void {
  const done = spawnSync(command, args, { ...NOBODY, cwd: '/', input, encoding: 'utf8' });
  if (done.error) {
    throw done.error;
  }
  if (done.status !== 0) {
    throw new Error(`${command} failed: ${done.stderr}`);
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFiles } from '../../harness/certificates';
import { TestAuthority } from '../../harness/certificates';
import { DATABASE } from '../../harness/temporal/database';
import { SERVICE_NAMES, SERVICES } from '../../harness/temporal/temporal-cluster';
import { type Knock, type KnockOutcome, knock } from '../../workload/knock';
import type { RunningProgram } from './running-program';
import { FRONTEND_NAMES, INTERNODE_NAME, NEWEST_FIRST } from './sources';

/** A port that asks for a certificate. */
export interface Listener {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: Knock['protocol'];
}

/** Somebody who asks: what they show, and what they verify by. */
export interface Caller {
  readonly name: string;
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly serverName: string;
}

/** Every port of every service of one pod each, and the database. */
export function listenersOf(running: RunningProgram): Listener[] {
  const first = serverListenersOf(running).filter(({ replica }) => replica === 0);
  return [...first, { name: 'database', host: DATABASE.host, port: DATABASE.port, protocol: 'postgres' }];
}

/** Every port of every pod of the server. */
export function serverListenersOf({ system }: RunningProgram): (Listener & { readonly replica: number })[] {
  return SERVICE_NAMES.flatMap((service) => {
    const { grpcPort, membershipPort } = SERVICES[service];
    return system.temporal.podsOf(service).flatMap(({ replica, running: { address: host } }) => [
      { name: service, host, port: grpcPort, protocol: 'grpc' as const, replica },
      { name: `${service} membership`, host, port: membershipPort, protocol: 'tchannel' as const, replica },
    ]);
  });
}

/** Every caller of the program, with what lies in its Secrets; then those who have no business with anybody. */
export async function callersOf({ source, system, folder }: RunningProgram): Promise<Caller[]> {
  const texts = async (secretName: string, namespace = 'temporal') => {
    const metadata = { name: secretName, namespace };
    const secret = await system.client.get({ apiVersion: 'v1', kind: 'Secret', metadata });
    return secret && ((key: string) => Buffer.from(secret.data[key], 'base64').toString('utf8'));
  };
  const held = async (name: string, secretName: string, namespace = 'temporal') => {
    const text = await texts(secretName, namespace);
    if (text === undefined) throw new Error(`no Secret ${namespace}/${secretName}`);
    return { name, cert: text('tls.crt'), key: text('tls.key'), ca: text('ca.crt') };
  };
  const internode = await held('internode certificate', 'temporal-internode');
  const frontend = await held('frontend certificate', 'temporal-frontend');
  const databaseCa = (await texts('temporal-secrets'))?.('database-ca.crt');
  const asFrontendCaller = { ca: await frontendTrust(system), serverName: source.frontendName };
  const client = async (name: string, secretName: string, namespace?: string): Promise<Caller> => ({
    ...(await held(name, secretName, namespace)),
    ...asFrontendCaller,
  });
  const forged = (name: string, { certFile, keyFile }: CertificateFiles, ...chain: string[]): Caller => ({
    name,
    cert: [certFile, ...chain].map((file) => readFileSync(file, 'utf8')).join(''),
    key: readFileSync(keyFile, 'utf8'),
    ...asFrontendCaller,
  });

  const clients = await source.authority(system.client, 'clients');
  const internodes = await source.authority(system.client, 'internode');
  const partner = await source.authority(system.client, 'partner');
  // cert-manager brings a root into a namespace beside a certificate that is for nothing else; the others have none.
  const [carrier] = (
    await Promise.all(
      NEWEST_FIRST.map(async (end) =>
        (await texts(`temporal-clients-trust${end}`)) ? [`temporal-clients-trust${end}`] : [],
      ),
    )
  ).flat();
  const stranger = new TestAuthority(join(folder, 'stranger'), 'temporal-internode');
  const everyName = { dnsNames: [INTERNODE_NAME, ...FRONTEND_NAMES], usage: 'serverAuth,clientAuth' as const };
  return [
    { ...internode, serverName: INTERNODE_NAME },
    { ...frontend, ...asFrontendCaller },
    await client('UI', 'temporal-ui'),
    await client('command line', 'temporal-command-line'),
    await client('person', 'temporal-admin'),
    await client('service', 'temporal-client'),
    await client('service of another Kubernetes namespace', 'temporal-worker', 'applications'),
    await client('service of a tenant', 'temporal-partner-batch'),
    forged(
      'service of a tenant, with the name of one that is no tenant’s',
      partner.issue('stolen', { usage: 'clientAuth', uri: 'spiffe://cluster.local/ns/temporal/sa/client' }),
      partner.certFile,
    ),
    {
      ...(await held('database client', 'temporal-database-client')),
      ca: databaseCa,
      serverName: DATABASE.host,
    },
    carrier === undefined
      ? forged('trust certificate', clients.issue('trust', { usage: 'timeStamping' }), clients.certFile)
      : { ...(await held('trust certificate', carrier)), ...asFrontendCaller },
    { name: 'nobody', ...asFrontendCaller },
    forged('stranger with the right names', stranger.issue('stranger', everyName)),
    forged('client, expired', clients.issue('late-client', { usage: 'clientAuth', expired: true }), clients.certFile),
    forged(
      'internode, expired',
      internodes.issue('late-internode', { ...everyName, expired: true }),
      internodes.certFile,
    ),
  ];
}

/** The file that callers of the frontend read: of a local authority, of the Bundle, or of the test's own making. */
async function frontendTrust({ client }: RunningProgram['system']): Promise<string> {
  for (const name of ['temporal-frontend-trust', 'temporal-frontend-ca.temporal', 'company-frontend-ca']) {
    const metadata = { name, namespace: 'temporal' };
    const found = await client.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
    if (found !== undefined) return found.data['ca.crt'];
  }
  throw new Error('no ConfigMap holds what the frontend is verified by');
}

/** What listener and caller make of each other. */
export interface Verdict {
  /** Whether the listener lets the caller in, or why it does not. */
  readonly listener: string;
  /** Whether the caller takes the listener for who it wants to talk to. */
  readonly caller: string;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^answered over/, 'in'],
  [/alert certificate required|connection requires a valid client certificate/, 'no certificate'],
  [/alert unknown ca/, 'unknown authority'],
  [/alert certificate expired/, 'expired'],
  [/alert bad certificate|alert unsupported certificate/, 'not for this use'],
];

/** The verdict of a handshake in both directions. @throws Error for an outcome that has no word. */
export async function meet(caller: Caller, listener: Listener): Promise<Verdict> {
  const outcome = await knock({ ...caller, ...listener });
  const { reason } = outcome;
  const word = REASONS.find(([pattern]) => pattern.test(reason))?.[1];
  if (word === undefined) throw new Error(`${caller.name} at ${listener.name}: ${JSON.stringify(outcome)}`);
  return { listener: word, caller: verdictOf(outcome) };
}

function verdictOf({ listener }: KnockOutcome): string {
  if (listener === 'verified') return 'verified';
  return listener === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'another name' : 'unknown authority';
}

/** Every caller at every listener: by caller, then by listener, what the two make of each other, as one text. */
export async function handshakeTable(running: RunningProgram): Promise<Record<string, Record<string, string>>> {
  const table: Record<string, Record<string, string>> = {};
  const listeners = listenersOf(running);
  for (const caller of await callersOf(running)) {
    const row: Record<string, string> = {};
    table[caller.name] = row;
    for (const listener of listeners) {
      const verdict = await meet(caller, listener);
      row[listener.name] = `${verdict.listener}; ${verdict.caller}`;
    }
  }
  return table;
}

import { readFileSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { VerdictCall } from './requests';

/** The SDK's descriptors, by which a request is written from its JSON. */
const ROOT = require('@temporalio/proto/protos/json-module');

/** How long a call may take that was let in, such as a poll. */
const PATIENCE = '2S';
const AT_ONCE = 8;

/**
 * Makes many calls, each with a token of its own, by the address and certificate of the profile.
 * @returns the gRPC status of each and what it says: `7 Request unauthorized.`
 */
async function verdicts(calls: readonly VerdictCall[]): Promise<string[]> {
  const { connectionOptions } = loadClientConnectConfig({ configFileStrict: true });
  const { tls, address } = connectionOptions;
  if (typeof tls !== 'object' || tls === null) throw new Error('the profile has no TLS');
  const session = connect(`https://${address}`, {
    ca: [Buffer.from(tls.serverRootCACertificate ?? '')],
    cert: Buffer.from(tls.clientCertPair?.crt ?? ''),
    key: Buffer.from(tls.clientCertPair?.key ?? ''),
    servername: tls.serverNameOverride,
  });
  const statuses: string[] = [];
  const queue = calls.map((call, index) => ({ call, index }));
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      statuses[next.index] = await statusOf(session, next.call);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  session.close();
  return statuses;
}

function statusOf(session: ClientHttp2Session, { api, request, token }: VerdictCall): Promise<string> {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': api,
      'content-type': 'application/grpc',
      te: 'trailers',
      'grpc-timeout': PATIENCE,
      ...(token && { authorization: `Bearer ${token}` }),
    });
    let status: string | undefined;
    const read = (headers: { readonly 'grpc-status'?: unknown; readonly 'grpc-message'?: unknown }) => {
      if (headers['grpc-status'] === undefined) return;
      status ??= `${headers['grpc-status']} ${decodeURIComponent(String(headers['grpc-message'] ?? ''))}`;
    };
    stream.on('response', read).on('trailers', read).on('error', reject).resume();
    stream.on('close', () => resolve(status ?? 'no status'));
    stream.end(framed(encoded(api, request)));
  });
}

/** Requests of APIs that the SDK does not know are empty: what is asked of them here is decided by their names. */
function encoded(api: string, request: object): Uint8Array {
  const [, service, method] = api.split('/');
  const name = `${service.slice(0, service.lastIndexOf('.'))}.${method}Request`;
  const type = service.startsWith('temporal.api.') ? ROOT.lookup(name) : null;
  return type === null ? new Uint8Array() : type.encode(type.fromObject(request)).finish();
}

function framed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

verdicts(JSON.parse(readFileSync(0, 'utf8'))).then((statuses) => console.log(JSON.stringify(statuses)));

import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';

/** What a scenario asks of `probe.ts`, as JSON in its first argument. */
export interface ProbeRequest {
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  /** What the port speaks inside TLS: it counts as open only when it answers in its own protocol. */
  readonly protocol: 'grpc' | 'tchannel';
  /** Certificate files presented, concatenated in this order. @default - no certificate is presented */
  readonly certFiles?: readonly string[];
  readonly keyFile?: string;
}

/** What `probe.ts` prints, as one line of JSON. */
export interface ProbeOutcome {
  readonly open: boolean;
  readonly reason: string;
}

/**
 * Asks a listener whether it lets this certificate in. Whether the listener's own certificate is right is another
 * question, which the real clients answer; so it is not verified here. Under TLS 1.3 a refusal arrives after the
 * client's side of the handshake, hence the exchange in the port's protocol.
 */
function probe(request: ProbeRequest): Promise<ProbeOutcome> {
  return new Promise((resolve) => {
    const socket = connect({
      host: request.host,
      port: request.port,
      servername: request.serverName,
      rejectUnauthorized: false,
      ALPNProtocols: request.protocol === 'grpc' ? ['h2'] : undefined,
      cert: request.certFiles?.map((file) => readFileSync(file, 'utf8')).join('\n'),
      key: request.keyFile && readFileSync(request.keyFile),
    });
    const finish = (open: boolean, reason: string) => {
      socket.destroy();
      resolve({ open, reason });
    };
    socket.setTimeout(5000, () => finish(false, 'silence for 5 s'));
    socket.once('secureConnect', () => socket.write(request.protocol === 'grpc' ? HTTP2_HELLO : tchannelHello()));
    socket.once('data', (data) => finish(true, answerOf(request.protocol, data, socket)));
    socket.once('error', (error) => finish(false, error.message));
    socket.once('end', () => finish(false, 'closed by the listener'));
  });
}

/** The connection preface and an empty SETTINGS frame. */
const HTTP2_HELLO = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/** A TChannel `init req`, version 2, with its two required headers. */
function tchannelHello(): Buffer {
  const string = (text: string) =>
    Buffer.concat([Buffer.from([text.length >> 8, text.length & 0xff]), Buffer.from(text)]);
  const headers = ['host_port', '0.0.0.0:0', 'process_name', 'probe'].map(string);
  const payload = Buffer.concat([Buffer.from([0, 2, 0, 2]), ...headers]);
  const frame = Buffer.alloc(16);
  frame.writeUInt16BE(16 + payload.length, 0);
  frame[2] = 1;
  frame.writeUInt32BE(1, 4);
  return Buffer.concat([frame, payload]);
}

function answerOf(protocol: ProbeRequest['protocol'], data: Buffer, socket: TLSSocket): string {
  const type = protocol === 'grpc' ? data[3] : data[2];
  const expected = protocol === 'grpc' ? 4 : 2; // SETTINGS, init res
  const answer = type === expected ? 'answered' : `answered with a frame of type ${type}`;
  return `${answer} over ${socket.getProtocol()}`;
}

probe(JSON.parse(process.argv[2])).then((outcome) => console.log(JSON.stringify(outcome)));

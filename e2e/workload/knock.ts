import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

/** A listener to be asked, and who asks. */
export interface Knock {
  readonly host: string;
  readonly port: number;
  /** The name that the caller asks for and verifies. */
  readonly serverName: string;
  /** What the port speaks inside TLS: it counts as open only when it answers in its own protocol. */
  readonly protocol: 'grpc' | 'tchannel' | 'postgres';
  /** The certificate presented, with its chain, PEM. @default - none is presented */
  readonly cert?: string;
  readonly key?: string;
  /** What the caller verifies the listener by, PEM. @default - what the machine trusts */
  readonly ca?: string;
}

/** What came of it. */
export interface KnockOutcome {
  readonly open: boolean;
  readonly reason: string;
  /** `verified`, or why the caller would have hung up; undefined where the listener showed no certificate. */
  readonly listener?: string;
  /** The serial number of the certificate that the listener showed. */
  readonly serialNumber?: string;
}

/**
 * Asks a listener whether it lets a certificate in. Whether the listener's own certificate satisfies the caller is found out
 * in the same handshake, and told apart: it goes on all the same. Under TLS 1.3 a refusal arrives after the client's side of
 * the handshake, hence the exchange in the port's protocol.
 */
export async function knock(request: Knock): Promise<KnockOutcome> {
  const plain = request.protocol === 'postgres' ? await postgresSocket(request) : undefined;
  return new Promise((resolve) => {
    const socket = connect({
      ...(plain ? { socket: plain } : { host: request.host, port: request.port }),
      servername: request.serverName,
      rejectUnauthorized: false,
      ALPNProtocols: request.protocol === 'grpc' ? ['h2'] : undefined,
      cert: request.cert,
      key: request.key,
      ca: request.ca,
    });
    let shown: Pick<KnockOutcome, 'listener' | 'serialNumber'> = {};
    const finish = (open: boolean, reason: string) => {
      socket.destroy();
      resolve({ open, reason, ...shown });
    };
    socket.setTimeout(5000, () => finish(false, 'silence for 5 s'));
    socket.once('secureConnect', () => {
      const { serialNumber } = socket.getPeerCertificate();
      shown = { listener: socket.authorized ? 'verified' : String(socket.authorizationError), serialNumber };
      socket.write(HELLO[request.protocol]);
    });
    socket.once('data', (data) => finish(...answerOf(request.protocol, data, socket)));
    socket.once('error', (error) => finish(false, error.message));
    socket.once('end', () => finish(false, 'closed by the listener'));
  });
}

/** TLS is asked for in the clear. Source: PostgreSQL's documentation, 55.2.10. */
async function postgresSocket({ host, port }: Knock): Promise<Socket> {
  const socket = connectTcp({ host, port });
  socket.write(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (answer.toString() !== 'S') throw new Error(`PostgreSQL answered ${answer} to a request for TLS`);
  return socket;
}

const HELLO: Readonly<Record<Knock['protocol'], Buffer>> = {
  // The connection preface and an empty SETTINGS frame.
  grpc: Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])]),
  tchannel: tchannelHello(),
  postgres: postgresHello('temporal', 'temporal'),
};

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

/** A StartupMessage of protocol 3.0. */
function postgresHello(user: string, database: string): Buffer {
  const parameters = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + parameters.length, 0);
  head.writeUInt32BE(3 << 16, 4);
  return Buffer.concat([head, parameters]);
}

function answerOf(protocol: Knock['protocol'], data: Buffer, socket: TLSSocket): [boolean, string] {
  if (protocol === 'postgres') {
    // R asks for the password: the certificate has been taken. Anything else is an error in words.
    if (data.toString('latin1', 0, 1) === 'R') return [true, `answered over ${socket.getProtocol()}`];
    return [false, data.toString('latin1').replaceAll('\0', ' ')];
  }
  const type = protocol === 'grpc' ? data[3] : data[2];
  const expected = protocol === 'grpc' ? 4 : 2; // SETTINGS, init res
  const answer = type === expected ? 'answered' : `answered with a frame of type ${type}`;
  return [true, `${answer} over ${socket.getProtocol()}`];
}

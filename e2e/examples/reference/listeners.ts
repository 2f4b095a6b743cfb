import { execFileSync } from 'node:child_process';
import { output } from '../../harness/pods/workload';
import { SERVICE_NAMES, SERVICES } from '../../harness/temporal/temporal-cluster';
import {
  CLIENT_CERTIFICATE,
  CLIENT_FILES,
  INTERNODE_CERTIFICATE,
  knock,
  NO_CERTIFICATE,
  type Reference,
  UNKNOWN_AUTHORITY,
} from './reference-system';

const PORTS = SERVICE_NAMES.flatMap((service) => [[service, 'grpc'] as const, [service, 'tchannel'] as const]);
const ANSWERED = { open: true, reason: 'answered over TLSv1.3' };
const refused = (alert: RegExp) => ({ open: false, reason: expect.stringMatching(alert) });

/** Every port of every service, asked with every kind of certificate: each listener trusts one purpose. */
export function listenersTrustOnePurpose(reference: () => Reference): void {
  test.each(SERVICE_NAMES)('A34: %s listens on its two ports and nowhere else', (service) => {
    const { grpcPort, membershipPort } = SERVICES[service];
    const { path } = reference().system.pod(`temporal-${service}`).network;
    const listening = execFileSync('nsenter', [`--net=${path}`, 'ss', '-Hltn'], { encoding: 'utf8' });
    const ports = listening
      .trim()
      .split('\n')
      .map((line) => Number(line.trim().split(/\s+/)[3].split(':').pop()));
    expect(ports.sort()).toEqual([membershipPort, grpcPort]);
  });

  test.each(PORTS)('A14: %s %s is closed to who has no certificate', async (service, protocol) => {
    expect(await knock(reference(), reference().client, service, protocol)).toEqual(refused(NO_CERTIFICATE));
  });

  test.each(PORTS)("P22: %s %s, asked with a client's certificate and its chain", async (service, protocol) => {
    const meant = service === 'frontend' && protocol === 'grpc';
    const outcome = await knock(reference(), reference().client, service, protocol, CLIENT_CERTIFICATE);
    expect(outcome).toEqual(meant ? ANSWERED : refused(UNKNOWN_AUTHORITY));
  });

  test.each(PORTS)('A19: %s %s, asked with the internode certificate and its chain', async (service, protocol) => {
    const meant = service !== 'frontend' || protocol === 'tchannel';
    const outcome = await knock(reference(), reference().taken, service, protocol, INTERNODE_CERTIFICATE);
    expect(outcome).toEqual(meant ? ANSWERED : refused(UNKNOWN_AUTHORITY));
  });

  test('P24: a certificate is presented with its intermediate, which a shared root would let in everywhere', async () => {
    const count = await output(
      await reference().client.exec(['grep', '-c', 'BEGIN CERTIFICATE', `${CLIENT_FILES}/tls.crt`]),
    );
    expect(Number(count)).toBe(2);
  });
}

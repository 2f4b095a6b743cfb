import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What kube-proxy does for one Service: each new connection to its address goes to one of the pods that are ready now, in
 * turn; a connection that is there stays with its pod. A program of its own: the tests' process is busy at times.
 *
 * @param address where to listen; @param ports of the Service, which its pods listen on too; @param endpoints a file with a
 * JSON list of the ready pods' addresses, read at each connection.
 */
function serve(address: string, ports: readonly number[], endpoints: string): void {
  let turn = 0;
  for (const port of ports) {
    const server = createServer({ noDelay: true }, (caller) => {
      const ready: string[] = JSON.parse(readFileSync(endpoints, 'utf8'));
      if (ready.length === 0) {
        caller.resetAndDestroy(); // as the packet filter answers for a Service without endpoints
        return;
      }
      bridge(caller, connect({ host: ready[turn++ % ready.length], port, noDelay: true }));
    });
    server.listen(port, address, () => console.log(`listening on ${address}:${port}`));
  }
}

/** What breaks on one side breaks on the other. */
function bridge(caller: Socket, pod: Socket): void {
  caller.pipe(pod);
  pod.pipe(caller);
  caller.on('error', () => pod.resetAndDestroy());
  pod.on('error', () => caller.resetAndDestroy());
  caller.on('close', () => pod.destroy());
  pod.on('close', () => caller.destroy());
}

const [address, ports, endpoints] = process.argv.slice(2);
serve(address, ports.split(',').map(Number), endpoints);

import { expectedHandshakes } from './certificates/expected-handshakes';
import { handshakeTable, listenersOf } from './certificates/handshakes';
import { leavesAreRenewed } from './certificates/leaf-renewal';
import { everyPodIsReplaced } from './certificates/rotation';
import { RunningProgram } from './certificates/running-program';
import { CertManagerSource, GivenSource, LocalSource, type Source } from './certificates/sources';
import { report } from './harness/campaign';

interface Setting {
  readonly source: (folder: string) => Source;
  readonly replicas: number;
}

const SETTINGS: readonly (readonly [string, Setting])[] = [
  ['given files', { source: (folder) => new GivenSource(folder), replicas: 1 }],
  ['a local authority', { source: (folder) => new LocalSource(folder), replicas: 2 }],
  ['cert-manager', { source: (folder) => new CertManagerSource(folder), replicas: 2 }],
];

describe.each(SETTINGS)('with certificates from %s', (name, { source, replicas }) => {
  let running: RunningProgram;

  beforeAll(async () => {
    running = await RunningProgram.start({ name: name.replaceAll(' ', '-'), source, replicas });
  }, 300_000);
  afterAll(() => running?.stop(), 60_000);

  test('A13 A14 A19 P22 every listener lets in whom it is for and nobody else, and shows itself to its callers alone', async () => {
    const table = await handshakeTable(running);
    const listeners = listenersOf(running);
    const size = `${Object.keys(table).length} callers × ${listeners.length} listeners`;
    report(`handshakes with certificates from ${name}`, size);
    expect(table).toEqual(expectedHandshakes(listeners));
  });

  if (replicas > 1) everyPodIsReplaced(name, () => running);
  if (replicas > 1) leavesAreRenewed(name, () => running);
});

import { expectedHandshakes } from './certificates/expected-handshakes';
import { handshakeTable, listenersOf } from './certificates/handshakes';
import { RunningProgram } from './certificates/running-program';
import { CertManagerSource, GivenSource, LocalSource, type Source } from './certificates/sources';
import { report } from './harness/campaign';

const SOURCES: readonly (readonly [string, (folder: string) => Source])[] = [
  ['given files', (folder) => new GivenSource(folder)],
  ['a local authority', (folder) => new LocalSource(folder)],
  ['cert-manager', (folder) => new CertManagerSource(folder)],
];

describe.each(SOURCES)('with certificates from %s', (name, source) => {
  let running: RunningProgram;

  beforeAll(async () => {
    running = await RunningProgram.start({ name: name.replaceAll(' ', '-'), source, replicas: 1 });
  }, 300_000);
  afterAll(() => running?.stop(), 60_000);

  test('A13 A14 A19 P22 every listener lets in whom it is for and nobody else, and shows itself to its callers alone', async () => {
    const table = await handshakeTable(running);
    const listeners = listenersOf(running);
    report(
      `handshakes with certificates from ${name}`,
      `${Object.keys(table).length} callers × ${listeners.length} listeners`,
    );
    expect(table).toEqual(expectedHandshakes(listeners));
  });
});

import { reducedTo } from '../../../test/support/reduced-to';
import { report } from '../../harness/campaign';
import { expectedHandshakes } from './expected-handshakes';
import { handshakeTable, listenersOf } from './handshakes';
import { leavesAreRenewed } from './leaf-renewal';
import { peopleCallFromOutside } from './people-outside';
import { callersVerifyAPublicName } from './public-name';
import { intermediatesAreRotated, rootsAreRotated } from './rotation';
import { RunningProgram } from './running-program';
import { skippingAPhaseBreaksCalls } from './skipped-phase';
import { CertManagerSource, GivenSource, LocalSource, type Source } from './sources';

/** What is done to a running server under load, one after the other. */
type Scenario = (name: string, running: () => RunningProgram) => void;

interface Setting {
  readonly source: (folder: string) => Source;
  /** Pods of each Deployment. @default 2 */
  readonly replicas?: number;
  readonly scenarios: readonly Scenario[];
}

const SETTINGS: readonly (readonly [string, Setting])[] = [
  ['given files', { source: (folder) => new GivenSource(folder), replicas: 1, scenarios: [callersVerifyAPublicName] }],
  [
    'a local authority',
    {
      source: (folder) => new LocalSource(folder),
      scenarios: reducedTo<readonly Scenario[]>(
        [peopleCallFromOutside, leavesAreRenewed, skippingAPhaseBreaksCalls],
        [peopleCallFromOutside, leavesAreRenewed, intermediatesAreRotated, rootsAreRotated, skippingAPhaseBreaksCalls],
      ),
    },
  ],
  [
    'cert-manager',
    {
      source: (folder) => new CertManagerSource(folder),
      scenarios: reducedTo<readonly Scenario[]>(
        [intermediatesAreRotated, rootsAreRotated],
        [leavesAreRenewed, intermediatesAreRotated, rootsAreRotated],
      ),
    },
  ],
];

describe.each(SETTINGS)('with certificates from %s', (name, { source, replicas = 2, scenarios }) => {
  let running: RunningProgram;

  beforeAll(async () => {
    running = await RunningProgram.start({
      name: name.replaceAll(' ', '-'),
      source,
      replicas,
    });
  }, 300_000);
  afterAll(() => running?.stop(), 60_000);

  test('A13 A14 A19 P22 every listener lets in whom it is for and nobody else, and shows itself to its callers alone', async () => {
    const table = await handshakeTable(running);
    const listeners = listenersOf(running);
    const size = `${Object.keys(table).length} callers × ${listeners.length} listeners`;
    report(`handshakes with certificates from ${name}`, size);
    expect(table).toEqual(expectedHandshakes(listeners));
  });

  for (const scenario of scenarios) scenario(name, () => running);
});

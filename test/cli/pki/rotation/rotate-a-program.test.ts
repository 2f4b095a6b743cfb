import * as path from 'node:path';
import { Duration } from 'cdk8s';
import { CertificateStore } from '../../../../src/certificate-store/certificate-store';
import { CertificateAuthority } from '../../../../src/pki/authorities/certificate-authority';
import type { LocalAuthorityOptions } from '../../../../src/pki/authorities/local/local-authority-options';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { KeyAlgorithm } from '../../../../src/pki/certificates/key-algorithm';
import type { MtlsPkiProps } from '../../../../src/pki/mtls-pki-props';
import { AuthorityGeneration } from '../../../../src/pki/rotation/authority-generation';
import { SecretStoreRef } from '../../../../src/secrets/secret-store-ref';
import { type Declare, LocalFolder } from '../../../support/local-program';

/** Every change goes to the disk, which a busy machine makes slow. */
jest.setTimeout(60_000);

const { only, introduce, signWith } = AuthorityGeneration;
const PHASES = [only(1), introduce(2), signWith(2), only(2)];
const callers: Declare = ({ pki, elsewhere }) => {
  pki.addUiCertificate();
  pki.addServiceCertificate('worker', { scope: elsewhere });
};

/** A program whose authorities are rotated in one certificate store, through all phases by the command line. */
class Walk extends LocalFolder {
  /** What each phase was refused with before the command ran, and after it. */
  public readonly problems: [before: string[], after: string[]][] = [];
  public readonly stored: string[][] = [];

  public constructor(private readonly inPhase?: (phase: number) => Partial<LocalAuthorityOptions>) {
    super();
  }

  public propsIn(phase: number): MtlsPkiProps {
    const authority = CertificateAuthority.local({
      store: this.store,
      secretStore: SecretStoreRef.clusterStore('vault'),
      generation: PHASES[phase],
      ...this.inPhase?.(phase),
    });
    const rotationRecord = path.join(this.folder, 'rotation.json');
    return { internode: authority, frontend: authority, clients: authority, rotationRecord };
  }

  public async step(phase: number): Promise<void> {
    const props = this.propsIn(phase);
    const before = phase === 0 ? [] : this.codes(props);
    const plan = this.plan(callers, props);
    const outcome = await (phase === 0 ? this.pki(plan, 'init') : this.pki(plan, 'rotate', '--rolled-out'));
    expect([outcome.code, outcome.err]).toEqual([0, '']);
    this.problems.push([before, this.codes(props)]);
    this.stored.push([...new CertificateStore(this.store).readCertificates().keys()]);
  }

  private codes(props: MtlsPkiProps): string[] {
    try {
      const codes = this.program(callers, props).problems.map((problem) => problem.slice(1, problem.indexOf(']')));
      return [...new Set(codes)];
    } catch (error) {
      return [(error as { code?: string }).code ?? String(error)];
    }
  }
}

async function walked(walk: Walk): Promise<Walk> {
  for (const phase of PHASES.keys()) await walk.step(phase);
  return walk;
}

const authorities = (ids: readonly string[]) => ids.filter((id) => /root|-ca/.test(id)).sort();

describe('a program whose authorities are rotated', () => {
  test('P32 is refused in each phase until the command has made and recorded it, and keeps nothing of what is retired', async () => {
    const { problems, stored } = await walked(new Walk());
    expect(problems).toEqual([
      [[], []],
      [['STORE_BEHIND'], []], // the root that is trusted is not there yet
      [['UNRECORDED_ROTATION'], []], // not what the store lacks: the commands that its findings name are refused
      [['UNRECORDED_ROTATION'], []],
    ]);
    const of = (suffix: string) =>
      ['internode', 'frontend', 'clients'].flatMap((purpose) => [
        `temporal-${purpose}-ca${suffix}`,
        `temporal-${purpose}-root${suffix}`,
      ]);
    const [old, next] = [of(''), of('-g2')];
    expect(stored.map(authorities)).toEqual([old, [...old, ...next], [...old, ...next], next].map((ids) => ids.sort()));
  });

  test.each<[string, Partial<LocalAuthorityOptions>]>([
    ['another algorithm', { keyAlgorithm: KeyAlgorithm.ECDSA_P384 }],
    ['name constraints', { permittedNames: { uriDomains: ['cluster.local'] } }],
    ['another subject and other durations', { organization: 'Other', rootDuration: Duration.days(7300) }],
  ])('P32 goes to %s in the same phases: what goes stays what it was made', async (_, changed) => {
    const { problems, stored } = await walked(new Walk((phase) => (phase === 0 ? {} : changed)));
    expect(problems.map(([, after]) => after)).toEqual([[], [], [], []]);
    expect(authorities(stored[3])).toHaveLength(6);
    expect(authorities(stored[3]).every((id) => id.endsWith('-g2'))).toBe(true);
  });

  test('P32 goes no further where what it goes to is not as declared', async () => {
    const changed = { keyAlgorithm: KeyAlgorithm.ECDSA_P384 };
    const walk = new Walk((phase) => (phase === 1 ? changed : {}));
    await walk.step(0);
    await walk.step(1);
    const { code, out } = await walk.pki(walk.plan(callers, walk.propsIn(2)), 'rotate', '--rolled-out');
    expect(code).toBe(3);
    expect(out).toMatch(/temporal-clients-root-g2 .*CERTIFICATE_MISMATCH: a key of P-384/);
  });

  test('P32 goes from one shared root to another in the same phases', async () => {
    const [root, nextRoot] = ['company', 'company-2'].map((name) => new SharedRoot({ name }));
    const { problems, stored } = await walked(
      new Walk((phase) => [{ root }, { root, nextRoot }, { root, nextRoot }, { root: nextRoot }][phase]),
    );
    expect(problems.map(([, after]) => after)).toEqual([[], [], [], []]);
    expect(authorities(stored[3])).toEqual([
      'temporal-clients-ca-g2',
      'temporal-company-2-root',
      'temporal-frontend-ca-g2',
      'temporal-internode-ca-g2',
    ]);
  });
});

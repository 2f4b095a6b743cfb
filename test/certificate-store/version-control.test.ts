import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CertificateStore } from '../../src/certificate-store/certificate-store';
import { withoutWaitingForTheDisk } from './faults';
import { keysIn, testFolders } from './folders';
import { pair } from './pairs';

beforeEach(withoutWaitingForTheDisk);

const newFolder = testFolders();
let one: Awaited<ReturnType<typeof pair>>;
let other: typeof one;
beforeAll(async () => {
  [one, other] = await Promise.all([pair('one'), pair('one')]);
});

/** A store that is to be made in a folder of somebody's repository. */
class Repository {
  public readonly store = newFolder();
  private readonly root = dirname(this.store);

  public constructor(files: Readonly<Record<string, string>> = {}) {
    this.git('init', '-q', '-b', 'main');
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, name)), { recursive: true, mode: 0o700 });
      writeFileSync(join(this.root, name), text);
    }
  }

  public async write(pairs: ReadonlyArray<typeof one>, meanwhile: () => void = () => undefined): Promise<void> {
    await new CertificateStore(this.store).change(async (session) => {
      await session.replace(pairs);
      meanwhile();
    });
  }

  /** `git add -A`, and what it has staged, each with its content. */
  public added(): ReadonlyMap<string, string> {
    this.git('add', '-A');
    const names = this.git('diff', '--cached', '--name-only', '--diff-filter=d', '-z').split('\0').filter(Boolean);
    return new Map(names.map((name) => [name, this.git('show', `:${name}`)]));
  }

  public git(...args: string[]): string {
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
    const env = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: this.root };
    return execFileSync('git', [...who, ...args], { cwd: this.root, encoding: 'utf8', env });
  }
}

function expectNoKey(added: ReadonlyMap<string, string>): void {
  expect([...added].filter(([name, text]) => /PRIVATE KEY/.test(text) || /\.key$/.test(name))).toEqual([]);
}

describe('P01 git add -A', () => {
  test.each<[string, Record<string, string>]>([
    ['nothing else', {}],
    ['a .gitignore of the user', { 'pki/.gitignore': '*.log\n' }],
    ['one that lets everything through', { 'pki/.gitignore': '!*\n!keys/\n!keys/*.key\n' }],
    ['one above it that lets everything through', { '.gitignore': 'build/\n!pki/**\n!*.key\n' }],
    ['both', { '.gitignore': '!pki/keys/**\n', 'pki/.gitignore': '!**\n' }],
    ['a list of what git leaves out by itself', { '.git/info/exclude': '!*.key\n!pki/\n' }],
    ['attributes of its files', { '.gitattributes': '*.key text diff\n', 'pki/.gitignore': '' }],
  ])('takes the certificates of a store and no key beside %s', async (_, files) => {
    const repository = new Repository(files);
    await repository.write([one]);
    const added = repository.added();
    expectNoKey(added);
    expect([...added.keys()]).toContain('pki/certificates.json');
    expect(keysIn(repository.store)).toHaveLength(1);
  });

  test('takes no new key where a part of the store is in version control, an old key too', async () => {
    const repository = new Repository();
    await repository.write([one]);
    repository.git('add', '-A', '-f');
    repository.git('commit', '-qm', 'whatever lies there');
    expect(repository.git('ls-files')).toContain('.key');
    await repository.write([other]);
    expectNoKey(repository.added());
  });

  test('takes no key that is about to be published, nor one that a killed process has left', async () => {
    const repository = new Repository({ 'pki/.gitignore': '!**\n' });
    let during = repository.added();
    await repository.write([one], () => {
      const [lock] = execFileSync('find', [join(repository.store, 'lock'), '-name', 'owner.json'], {
        encoding: 'utf8',
      }).split('\n');
      writeFileSync(join(dirname(lock), `${'0'.repeat(32)}.key`), '-----BEGIN PRIVATE KEY-----\n');
      during = repository.added();
    });
    expect([...during.keys()]).toContain('pki/certificates.json');
    expectNoKey(during);
  });

  test('takes no key of a store of an earlier version once it has been changed', async () => {
    const repository = new Repository({ 'pki/.gitignore': '/*\n!/.gitignore\n!/certificates.json\n' });
    await repository.write([one]);
    expect([...repository.added().keys()].sort()).toEqual(['pki/.gitignore', 'pki/certificates.json']);
  });
});

import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CertificateStore } from '../../src/certificate-store/certificate-store';
import type { StoredPair } from '../../src/certificate-store/model';
import { AuthErrors } from '../../src/core/auth-errors';
import { issueCertificate } from '../../src/x509/issue/issue-certificate';
import type { CertificateProfile, CertifiedKey } from '../../src/x509/model';
import type { StoreAtRest, StoreOutcome, StoreRequest, StoreState } from './requests';

const ROOT = 'clients/root';
const LEAVES = ['clients/ui', 'clients/worker'];

function profile(name: string, kind: 'root' | 'leaf'): CertificateProfile {
  return {
    name,
    kind,
    subject: { commonName: name.replace('/', '-') },
    privateKey: { algorithm: 'ECDSA', size: 256 },
    keyUsages: kind === 'root' ? ['cert sign', 'crl sign'] : ['digital signature'],
    extendedKeyUsages: kind === 'root' ? [] : ['client auth'],
    dnsNames: kind === 'root' ? [] : ['worker.example.com'],
    ipAddresses: [],
    uris: [],
    durationSeconds: kind === 'root' ? 86_400 : 3600,
    renewBeforeSeconds: 600,
  };
}

/** An authority and what it signs, all with new keys. */
async function newPairs(): Promise<StoredPair[]> {
  const now = new Date();
  const root = await issueCertificate(profile(ROOT, 'root'), undefined, now);
  const leaves = await Promise.all(LEAVES.map((id) => issueCertificate(profile(id, 'leaf'), root, now)));
  const pair = (id: string, { certificate, privateKey }: CertifiedKey): StoredPair => ({
    id,
    certificates: [certificate.pem],
    privateKey,
  });
  return [pair(ROOT, root), ...leaves.map((leaf, index) => pair(LEAVES[index], leaf))];
}

function see(folder: string): StoreState {
  const store = new CertificateStore(folder);
  const certificates: Record<string, string> = {};
  for (const [id, [pem]] of store.readCertificates()) {
    store.readPrivateKey(id); // throws unless it is the key of the certificate
    certificates[id] = createHash('sha256').update(pem).digest('hex');
  }
  return { certificates };
}

function look(folder: string): StoreAtRest {
  const names = existsSync(folder) ? ['', ...(readdirSync(folder, { recursive: true }) as string[]).sort()] : [];
  const modes = names.map((name) => [name, (lstatSync(join(folder, name)).mode & 0o7777).toString(8)]);
  return { ...see(folder), modes: Object.fromEntries(modes) };
}

function say(outcome: StoreOutcome): void {
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}

async function run({ store: folder, task, go, umask }: StoreRequest): Promise<void> {
  if (umask !== undefined) process.umask(umask);
  const store = new CertificateStore(folder);
  if (task === 'look') {
    say({ state: look(folder) });
  } else if (task === 'first-run') {
    const pairs = await newPairs(); // every one has an authority at hand, and one of them counts
    say({});
    while (go !== undefined && !existsSync(go)) await sleep(1);
    const made = await store.change(async (session) => {
      if (session.certificates.has(ROOT)) return false;
      await session.replace(pairs);
      return true;
    });
    say({ made, seen: see(folder) });
  } else if (task === 'hold') {
    await store.change(async () => {
      say({});
      await sleep(2 ** 31 - 1); // it is killed before
    });
  } else if (task === 'renew') {
    await store.change(async (session) => session.replace(await newPairs()));
    say({ state: look(folder) });
  } else {
    say({ state: look(folder) });
    await store.change(async () => undefined); // clears away what the last one left
    const sets = [await newPairs(), await newPairs()]; // beforehand, so that all that follows is writing
    say({ state: look(folder) });
    for (let turn = 0; ; turn++) {
      await store.change((session) => session.replace(sets[turn % 2]));
      await store.change((session) => session.remove([LEAVES[1]]));
    }
  }
}

run(JSON.parse(process.argv[2])).catch((error) => {
  const refusal = AuthErrors.details(error);
  if (refusal === undefined) throw error;
  say({ refused: `${refusal.code} ${refusal.found}` });
});

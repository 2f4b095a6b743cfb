/** What it takes to make a PKI, against bare keys and against the reference guide's script; each is a process of its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { type Plan, planFor } from '../src/plan/plan';
import type { CertificateKind, CertificateProfile, PrivateKeyModel } from '../src/x509/model';
import {
  compileLibrary,
  inTurns,
  median,
  printMachine,
  printRatio,
  printSpread,
  run,
  scratch,
} from './support/measure';

const ROUNDS = 15;
const LEAVES = 12;
const DAY = 86_400;
const P256: PrivateKeyModel = { algorithm: 'ECDSA', size: 256 };
const RSA_2048: PrivateKeyModel = { algorithm: 'RSA', size: 2048 };
const RSA_4096: PrivateKeyModel = { algorithm: 'RSA', size: 4096 };

let paths = 0;
const newPath = (name: string) => join(scratch, `${name}-${paths++}`);
const command = join(compileLibrary(), 'cli', 'main.js');
const bareKeys = newPath('bare-keys.js');
writeFileSync(
  bareKeys,
  `const { generateKeyPair } = require('node:crypto');
   for (const modulusLength of process.argv.slice(2).map(Number)) {
     generateKeyPair('rsa', { modulusLength, publicExponent: 65537 }, (error) => { if (error) throw error; });
   }`,
);

function profile(name: string, kind: CertificateKind, privateKey: PrivateKeyModel, days: number): CertificateProfile {
  const isLeaf = kind === 'leaf';
  return {
    name,
    kind,
    subject: { commonName: name },
    privateKey,
    keyUsages: isLeaf ? ['digital signature'] : ['cert sign', 'crl sign'],
    extendedKeyUsages: isLeaf ? ['client auth'] : [],
    dnsNames: isLeaf ? [`${name}.temporal.example`] : [],
    ipAddresses: [],
    uris: [],
    durationSeconds: days * DAY,
    renewBeforeSeconds: 30 * DAY,
  };
}

/** One hierarchy with leaves below it, as a program plans it. */
function planOf(authority: PrivateKeyModel, leaf: PrivateKeyModel, leaves: number): Plan {
  const ids = Array.from({ length: leaves }, (_, index) => `leaf-${index}`);
  const certificates = [
    { id: 'root', profile: profile('root', 'root', authority, 3650), rootId: 'root' },
    {
      id: 'intermediate',
      profile: profile('intermediate', 'intermediate', authority, 1825),
      issuerId: 'root',
      rootId: 'root',
    },
    ...ids.map((id) => ({
      id,
      profile: profile(id, 'leaf', leaf, 90),
      issuerId: 'intermediate',
      rootId: 'root',
      secret: { namespace: 'temporal', name: id, remoteKey: id, trustIds: ['root'] },
    })),
  ];
  return { ...planFor(new App()), stores: [{ folder: newPath('store'), path: 'bench', certificates }] };
}

function init(authority: PrivateKeyModel, leaf: PrivateKeyModel, leaves: number): number {
  const plan = newPath('plan');
  writeFileSync(plan, JSON.stringify(planOf(authority, leaf, leaves)));
  return run(process.execPath, command, 'pki', 'init', '--plan', plan);
}

const script = (leaves: number) =>
  run(join(__dirname, 'support', 'reference-script.sh'), newPath('script'), String(leaves));

printMachine();
const sizes = [4096, 4096, ...Array<number>(LEAVES).fill(2048)].map(String);
const taken = inTurns(
  {
    bare: () => run(process.execPath, bareKeys, ...sizes),
    script: () => script(LEAVES),
    'script without leaves': () => script(0),
    RSA: () => init(RSA_4096, RSA_2048, LEAVES),
    'P-256': () => init(P256, P256, LEAVES),
    '1,000 leaves of P-256': () => init(P256, P256, 1000),
  },
  ROUNDS,
);
const of = (name: keyof typeof taken) => median(taken[name]);
printRatio('RSA: two authorities of 4096 bits, 12 leaves of 2048, to their bare keys', of('RSA') / of('bare'), 1.25);
printRatio("RSA: the same, to the reference guide's script", of('RSA') / of('script'), 0.55);
printRatio('P-256: 14 certificates, to that script', of('P-256') / of('script'), 0.25);
// A thousand RSA leaves by the script take minutes: what twelve take is measured, and scaled.
const thousand = of('script without leaves') + ((of('script') - of('script without leaves')) * 1000) / LEAVES;
printRatio(
  'P-256: 1,000 leaves, to that script for 1,000 (scaled from 12)',
  of('1,000 leaves of P-256') / thousand,
  0.03,
);
for (const [name, seconds] of Object.entries(taken)) printSpread(name, seconds);

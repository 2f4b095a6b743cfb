/** What synthesis must not do, counted: make keys where there are some, and load what only the command line needs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileLibrary, printCount, said, scratch } from './support/measure';

const lib = compileLibrary();
const store = join(scratch, 'pki');

/** A program that says on its last line how many keys it made and how many modules of node-forge it loaded. */
function program(name: string, declare: string): string {
  const file = join(scratch, `${name}.js`);
  writeFileSync(
    file,
    `const crypto = require('node:crypto');
     let keys = 0;
     for (const name of ['generateKeyPair', 'generateKeyPairSync']) {
       const original = crypto[name];
       crypto[name] = (...args) => { keys++; return original(...args); };
     }
     const { App, Chart } = require('cdk8s');
     const library = require(${JSON.stringify(lib)});
     const app = new App({ outdir: ${JSON.stringify(join(scratch, `${name}-manifests`))} });
     const chart = new Chart(app, 'temporal', { namespace: 'temporal' });
     ${declare}
     app.synth();
     const forge = Object.keys(require.cache).filter((file) => /node_modules.node-forge/.test(file)).length;
     console.log(JSON.stringify({ keys, forge }));`,
  );
  return file;
}

function counts(file: string): { readonly keys: number; readonly forge: number } {
  return JSON.parse(said(process.execPath, file).trimEnd().split('\n').at(-1) ?? '');
}

const plain = program('without-pki', `new library.RbacRoleSet(chart, 'Roles', { temporalNamespaces: ['payments'] });`);
const local = program(
  'local',
  `const authority = library.CertificateAuthority.local({
     store: ${JSON.stringify(store)},
     secretStore: library.SecretStoreRef.store('vault'),
   });
   new library.MtlsPki(chart, 'Pki', { internode: authority, frontend: authority, clients: authority });`,
);
said(process.execPath, join(lib, 'cli', 'main.js'), 'pki', 'init', '--app', `${process.execPath} ${local}`);
const present = counts(local);
printCount('keys that a synthesis makes where the PKI is there', present.keys);
printCount('modules of node-forge that it loads', present.forge);
printCount('modules of node-forge that a program without a PKI loads', counts(plain).forge);

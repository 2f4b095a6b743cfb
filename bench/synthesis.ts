/** What synthesis must not do, counted: make keys where there are some, and load what only the command line needs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePrograms, lastLine, printCount, said, scratch } from './support/measure';

process.env.CDK8S_OUTDIR = join(scratch, 'manifests');
const programs = compilePrograms();
const lib = join(scratch, 'node_modules', 'cdk8s-temporal-auth');
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
  return lastLine(said(process.execPath, file));
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

/** How often the synthesis of three charts with hundreds of services does what once is enough for. */
const renderings = join(scratch, 'renderings.js');
writeFileSync(
  renderings,
  `const { ApiObject, Lazy } = require('cdk8s');
   const { FastApp, TemporalAuthStack } = require(${JSON.stringify(lib)});
   const counts = { models: 0, configurations: 0, renderings: 0 };
   function count(name, owner, method) {
     const original = owner[method];
     owner[method] = function (...args) { counts[name]++; return original.apply(this, args); };
   }
   count('models', TemporalAuthStack.prototype, 'takeModel');
   count('configurations', require(${JSON.stringify(join(lib, 'temporal.js'))})('temporal/outputs/config-map.js'), 'serverConfigData');
   const { synth } = FastApp.prototype;
   FastApp.prototype.synth = function () {
     const objects = this.node.findAll().filter(ApiObject.isApiObject);
     const counted = Lazy.any({ produce: () => { counts.renderings++; return 'yes'; } });
     for (const { metadata } of objects) metadata.addAnnotation('counted', counted);
     counts.models = 0;
     synth.call(this);
     console.log(JSON.stringify({ ...counts, renderings: counts.renderings / objects.length }));
   };
   process.argv[2] = '{"app":"fast","services":300,"charts":3}';
   require(${JSON.stringify(join(programs, 'services.js'))});`,
);
const counted = lastLine<Record<string, number>>(said(process.execPath, renderings));
printCount('models of the whole that a synthesis takes', counted.models, 1);
printCount("times that it renders the server's configuration", counted.configurations, 1);
printCount('times that it renders each object', Number(counted.renderings.toFixed(1)), 1);

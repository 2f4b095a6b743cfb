/** A program with roles alone: what loading the library takes beside cdk8s, and what is loaded in the end. */
import { App, Chart } from 'cdk8s';

/** What the last line of the program says. */
export interface Imports {
  readonly milliseconds: number;
  readonly modules: readonly string[];
}

const started = process.cpuUsage();
const { RbacRoleSet, TemporalNamespaces } = require('cdk8s-temporal-auth') as typeof import('cdk8s-temporal-auth');
const { user, system } = process.cpuUsage(started);
const app = new App();
const roles = new RbacRoleSet(new Chart(app, 'chart'), 'Roles', { temporalNamespaces: ['development'] });
roles.addUser('ana', {
  email: 'ana@example.com',
  roles: [roles.predefined.developer],
  temporalNamespaces: TemporalNamespaces.all(),
  active: true,
});
app.synth();
const modules = Object.keys(require.cache).map((file) => file.slice(file.indexOf('/node_modules/') + 1));
console.log(JSON.stringify({ milliseconds: (user + system) / 1000, modules } satisfies Imports));

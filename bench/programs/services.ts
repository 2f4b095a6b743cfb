/** A server with as many services as make so many objects, in charts that may each depend on the one before. */
import { App, Chart } from 'cdk8s';
import { FastApp, RbacRoleSet } from 'cdk8s-temporal-auth';
import { stackOf } from '../support/stack';

/** What the process is given. */
export interface ServicesProgram {
  readonly app: 'cdk8s' | 'fast';
  readonly services: number;
  readonly charts: number;
  readonly chained: boolean;
}

const { app: kind, services, charts, chained }: ServicesProgram = JSON.parse(process.argv[2]);
const app = kind === 'fast' ? new FastApp() : new App();
const all = Array.from({ length: charts }, (_, index) => new Chart(app, `chart-${index}`, { namespace: 'temporal' }));
const roles = new RbacRoleSet(all[0], 'Roles', {
  temporalNamespaces: ['payments'],
  predefined: { worker: { acceptCoarse: 'accepted' } },
});
const auth = stackOf(all[0], roles);
for (let index = 0; index < services; index++) {
  const scope = all[index % charts];
  roles.predefined.worker.bind(auth.addService(`service-${index}`, { temporalNamespace: 'payments', scope }));
}
if (chained)
  all.slice(1).forEach((chart, index) => {
    chart.addDependency(all[index]);
  });
app.synth();

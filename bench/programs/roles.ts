/** A thousand roles, so many people who hold three of them each, and the claim of everybody. */
import { writeFileSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { Permission, RbacRoleSet, TemporalNamespaces } from 'cdk8s-temporal-auth';
import { stackOf } from '../support/stack';

const temporalNamespaces = Array.from({ length: 50 }, (_, index) => `team-${index}`);
const chart = new Chart(new App(), 'roles', { namespace: 'temporal' });
const set = new RbacRoleSet(chart, 'Roles', { temporalNamespaces });
const auth = stackOf(chart, set);
const roles = Array.from({ length: 1000 }, (_, index) =>
  set.addRole(`role-${index}`, {
    permissions: [Permission.WORKFLOW_START],
    temporalNamespaces: TemporalNamespaces.of(temporalNamespaces[index % 50]),
    acceptCoarse: 'accepted',
  }),
);
for (let index = 0; index < Number(process.argv[2]); index++) {
  const email = `user-${index}@example.com`;
  const held = [0, 7, 13].map((step) => roles[(index * 17 + step) % 1000]);
  set.addUser(email, { email, roles: held, temporalNamespaces: TemporalNamespaces.all(), active: true });
}
writeFileSync(`${process.env.CDK8S_OUTDIR}/claims.json`, JSON.stringify(auth.claims()));

import { App, Chart } from 'cdk8s';
import { Permission, RbacRoleSet, TemporalNamespaces } from 'cdk8s-temporal-auth';
import { text } from '../src/core/guards';
import { describeValue } from '../src/core/redact';
import { nearest } from '../src/core/suggest';
import { stackOf } from './support/stack';

/** The milliseconds that a call takes at its best of five: a busy machine makes one slow, a bad algorithm all. */
function best(call: () => unknown): number {
  const runs = Array.from({ length: 5 }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  });
  return Math.min(...runs);
}

function refused(call: () => unknown): () => void {
  return () => {
    try {
      call();
    } catch {
      return;
    }
    throw new Error('nothing was refused');
  };
}

function roleSet(users: number): () => void {
  return () => {
    const chart = new Chart(new App(), 'c', { namespace: 'temporal' });
    const roles = new RbacRoleSet(chart, 'Roles', { temporalNamespaces: ['payments'] });
    const auth = stackOf(chart, roles);
    const temporalNamespaces = TemporalNamespaces.all();
    const props = { permissions: [Permission.WORKFLOW_START], temporalNamespaces, acceptCoarse: 'accepted' };
    const held = Array.from({ length: 20 }, (_, index) => roles.addRole(`role-${index}`, props));
    for (let index = 0; index < users; index++) {
      const email = `user-${index}@example.com`;
      roles.addUser(email, { email, roles: held, temporalNamespaces, active: true });
    }
    auth.claims();
  };
}

const megabyte = (part: string) => part.repeat(1_000_000 / part.length);
// The floor: what merely writing a megabyte as JSON takes on this machine.
const floor = best(() => JSON.stringify(megabyte('a')));
const hostile: Record<string, () => unknown> = {
  'a text option of 1 MB is refused': refused(() => text()(megabyte('a'), 'option')),
  'a value of 1 MB that looks like URLs is described': () => describeValue(`//${megabyte('//a:')}`),
  'a misspelt word of 1 MB gets no suggestion': () => nearest(megabyte('a'), [megabyte('b')]),
};
for (const [what, call] of Object.entries(hostile)) {
  console.log(`${what}: ${(best(call) / floor).toFixed(1)} x JSON.stringify of 1 MB`);
}
const [few, many] = [1000, 4000].map((users) => best(roleSet(users)));
console.log(`4,000 users with 20 roles: ${(many / few).toFixed(1)} x 1,000 users (linear: 4.0)`);

import { PEOPLE } from '../../../examples/reference/roles';
import { call, callUntil } from '../../harness/pods/workload';
import { TokenSigner } from '../../harness/temporal/token-signer';
import { AUDIENCE, DENIED, describeNamespace, GROUPS_CLAIM, type Reference } from './reference-system';

/** The emitted `refreshInterval` of the key provider is a minute. */
const REFRESHED_MILLISECONDS = 90_000;
const SETTLED_MILLISECONDS = 20_000;
const READER = { subject: PEOPLE.operator, audience: AUDIENCE };

/** Changes the keys of the running server for good: the last thing a scenario does. */
export function keysRotate(reference: () => Reference): void {
  test(
    'A07: a key that replaces another in the JWKS is taken up within its refresh interval, and the other one is dropped',
    async () => {
      const { system, client } = reference();
      const successor = new TokenSigner('successor', GROUPS_CLAIM);
      const oldKey = { ...describeNamespace('production'), apiKey: system.apiKeys.sign(READER) };
      const newKey = { ...oldKey, apiKey: successor.sign(READER) };
      // What the tests before this one left the server with may still be settling.
      expect(await callUntil(client, oldKey, ({ ok }) => ok, SETTLED_MILLISECONDS)).toMatchObject({ ok: true });
      expect(await call(client, newKey)).toMatchObject(DENIED);

      const metadata = { name: 'temporal-jwks', namespace: 'temporal' };
      const data = { 'jwks.json': successor.jwks() };
      await system.client.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
      await system.pod('temporal-frontend').syncVolumes();

      const outcome = await callUntil(client, newKey, ({ ok }) => ok, REFRESHED_MILLISECONDS);
      expect(outcome).toMatchObject({ ok: true });
      expect(await call(client, oldKey)).toMatchObject(DENIED);
    },
    REFRESHED_MILLISECONDS + SETTLED_MILLISECONDS + 30_000,
  );
}

import type { CaCertificateModel, HierarchyModel } from '../../src/pki/model/hierarchy';
import { authModel, type Change, withAuthority, withCertificate } from '../gen/auth-model';
import { edgeDates } from './edge-dates';

const DAY = 86_400;
const ca = (name: string, days: number): CaCertificateModel => ({
  name,
  namespace: 'temporal',
  commonName: name,
  organization: 'Temporal',
  organizationalUnit: 'temporal',
  privateKey: { algorithm: 'ECDSA', size: 256 },
  durationSeconds: days * DAY,
  renewBeforeSeconds: (days * DAY) / 2,
});
const issuer = { kind: 'Issuer', name: 'temporal-clients', namespace: 'temporal' } as const;
const generation = { authority: 'g1', generation: 1, signs: true, outgoing: false };
const hierarchy = (root: number, intermediate: number): HierarchyModel => ({
  ...generation,
  root: { bootstrapIssuer: issuer, certificate: ca('root', root), issuer },
  intermediate: ca('intermediate', intermediate),
  issuer,
});
const found = (...changes: Change[]) => edgeDates(authModel(...changes)).map(({ option, value }) => [option, value]);

describe('how long the certificates of an edge live', () => {
  test('nothing is found where each ends before what signed it', () => {
    expect(found(withAuthority('clients', { hierarchies: [hierarchy(360, 180)] }))).toEqual([]);
  });

  test('P08 a leaf that lives longer than its authority is renewed before its end is an error', () => {
    expect(found(withAuthority('clients', { hierarchies: [hierarchy(720, 179)] }))).toEqual([
      ['ui → frontend: temporal-ui.duration', `${90 * DAY} s`],
      ['command-line → frontend: temporal-command-line.duration', `${90 * DAY} s`],
      ['payments-worker → frontend: temporal-payments-worker.duration', `${90 * DAY} s`],
    ]);
  });

  test('P08 so is an intermediate that outlives its root, once for all that it signs', () => {
    const generations = [
      { ...generation, anchor: 'root', root: ca('root', 300), intermediate: ca('intermediate', 180) },
    ];
    const local = { generations, store: '/', delivery: {} as never };
    expect(found(withAuthority('clients', { local }))).toEqual([
      ['ui → frontend and 2 more: intermediate.duration', `${180 * DAY} s`],
    ]);
  });

  test.each([0, 90 * DAY])('P29 so is a renewal %s s before the end', (renewBeforeSeconds) => {
    expect(found(withCertificate('ui', { renewBeforeSeconds }))).toEqual([
      ['ui → frontend: temporal-ui.renewBefore', `${renewBeforeSeconds} s`],
    ]);
  });
});

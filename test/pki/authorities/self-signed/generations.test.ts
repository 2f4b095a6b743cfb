import { generationsOf } from '../../../../src/pki/authorities/self-signed/generations';
import type { SelfSignedOptions } from '../../../../src/pki/authorities/self-signed/self-signed-options';
import { SharedRoot } from '../../../../src/pki/authorities/self-signed/shared-root';
import { AuthorityGeneration } from '../../../../src/pki/rotation/authority-generation';
import { isSafeStep } from '../../../../src/pki/rotation/law';
import { pkiSettings } from '../../../gen/pki-settings';

const { only, introduce, signWith } = AuthorityGeneration;
const of = (options: SelfSignedOptions) => generationsOf('clients', options, pkiSettings());
const lines = (options: SelfSignedOptions) =>
  of(options).hierarchies.map(
    ({ authority, root, intermediate, issuer, signs }) =>
      `${authority}: ${root.certificate.name} → ${intermediate.name} → ${issuer.name}${signs ? ', signs' : ''}`,
  );

const FIRST = 'g1: temporal-clients-root → temporal-clients-ca → temporal-clients';
const SECOND = 'g2: temporal-clients-root-g2 → temporal-clients-ca-g2 → temporal-clients-g2';

describe('the generations of an authority', () => {
  test('P32 have roots, intermediates and issuers of their own, one of which signs', () => {
    expect(lines({})).toEqual([`${FIRST}, signs`]);
    expect(lines({ generation: introduce(2) })).toEqual([`${FIRST}, signs`, SECOND]);
    expect(lines({ generation: signWith(2) })).toEqual([FIRST, `${SECOND}, signs`]);
    expect(lines({ generation: only(2) })).toEqual([`${SECOND}, signs`]);
  });

  test('P32 are outgoing, whichever signs, as long as a later one stands beside them', () => {
    const outgoing = (options: SelfSignedOptions) => of(options).hierarchies.map((hierarchy) => hierarchy.outgoing);
    for (const phase of [introduce(2), signWith(2)]) {
      expect(outgoing({ generation: phase })).toEqual([true, false]);
      expect(outgoing({ intermediateGeneration: phase })).toEqual([true, false]);
      expect(outgoing({ generation: phase, intermediateGeneration: only(2) })).toEqual([true, false]);
    }
    expect([only(1), only(2)].flatMap((generation) => outgoing({ generation }))).toEqual([false, false]);
  });

  test('P32 have subjects of their own, and issuers that sign their roots alone', () => {
    const { hierarchies } = of({ generation: introduce(2) });
    for (const pick of ['root', 'intermediate'] as const) {
      const names = hierarchies.map(({ root, intermediate }) =>
        pick === 'root' ? root.certificate.commonName : intermediate.commonName,
      );
      expect(new Set(names).size).toBe(2);
    }
    expect(hierarchies.map(({ root }) => root.bootstrapIssuer.name)).toEqual([
      'temporal-clients-bootstrap',
      'temporal-clients-bootstrap-g2',
    ]);
    expect(hierarchies[1].root.issuer.name).toBe('temporal-clients-root-g2');
  });

  test('P32 are in states from each of which the law lets the program go to the next and back, and skip none', () => {
    const states = [only(1), introduce(2), signWith(2), only(2)].map((generation) => of({ generation }).state);
    expect(states[0]).toEqual(of({}).firstState);
    states.forEach((from, index) => {
      states.forEach((to, other) => {
        expect([index, other, isSafeStep(from, to)]).toEqual([index, other, Math.abs(index - other) < 2]);
      });
    });
  });

  test('keep their names beside those of a server in another namespace of the cluster', () => {
    expect(lines({ generation: only(2), clusterResourceNamespace: 'cert-manager' })).toEqual([
      'g2: temporal-clients-root-g2.temporal → temporal-clients-ca-g2.temporal → temporal-clients-g2.temporal, signs',
    ]);
  });

  test('below a shared root are intermediates alone, or also another root', () => {
    const [root, nextRoot] = ['company', 'company-2'].map((name) => new SharedRoot({ name }));
    const first = 'g1: temporal-company-root → temporal-clients-ca → temporal-clients, signs';
    expect(lines({ root, generation: introduce(2) })).toEqual([
      first,
      'g2: temporal-company-root → temporal-clients-ca-g2 → temporal-clients-g2',
    ]);
    expect(lines({ root, nextRoot, generation: introduce(2) })).toEqual([
      first,
      'g2: temporal-company-2-root → temporal-clients-ca-g2 → temporal-clients-g2',
    ]);
    expect(lines({ root: nextRoot, generation: only(2) })).toEqual([
      'g2: temporal-company-2-root → temporal-clients-ca-g2 → temporal-clients-g2, signs',
    ]);
  });

  test('of the frontend say which shared root callers verify each by, and those of other purposes do not', () => {
    const [root, nextRoot] = ['company', 'company-2'].map((name) => new SharedRoot({ name }));
    const options = { root, nextRoot, generation: signWith(2) };
    const { state } = generationsOf('frontend', options, pkiSettings());
    expect(state).toMatchObject({ roots: { g1: 'company', g2: 'company-2' } });
    expect(of(options).state).not.toHaveProperty('roots');
    expect(generationsOf('frontend', {}, pkiSettings()).state).not.toHaveProperty('roots');
  });

  test('of the intermediate stand below one root, whatever its own, and are in one state of trust', () => {
    const below = { intermediateGeneration: introduce(2) };
    expect(lines(below)).toEqual([
      `${FIRST}, signs`,
      'g1: temporal-clients-root → temporal-clients-ca-i2 → temporal-clients-i2',
    ]);
    expect(of(below).state).toEqual(of({}).state);
    expect(lines({ generation: only(2), intermediateGeneration: only(2) })).toEqual([
      'g2: temporal-clients-root-g2 → temporal-clients-ca-g2-i2 → temporal-clients-g2-i2, signs',
    ]);
  });
});

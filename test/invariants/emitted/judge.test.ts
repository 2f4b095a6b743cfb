import { FULL_PROGRAM } from '../../gen/random/full-program';
import { written } from '../../gen/random/written';
import { Broken } from './broken';
import { evidenceOf } from './evidence';
import type { Facts } from './facts';
import { CERTIFICATE_FAULTS } from './faults/certificates';
import { EDGE_FAULTS } from './faults/edges';
import { OBJECT_FAULTS } from './faults/objects';
import { POD_FAULTS } from './faults/pods';
import { SERVER_FAULTS } from './faults/server';
import { EMITTED_RULES, judge } from './judge';

const FAULTS = [...CERTIFICATE_FAULTS, ...EDGE_FAULTS, ...SERVER_FAULTS, ...POD_FAULTS, ...OBJECT_FAULTS];
const program = written(FULL_PROGRAM);
const facts = program.facts as Facts;

test('nothing is wrong with a whole program', () => {
  expect(program).toMatchObject({ refused: [], crashed: '' });
  expect(judge(program.objects, facts)).toEqual([]);
});

test.each(FAULTS)('%s sees %s', (rule, _, breakIt) => {
  const broken = new Broken(program.objects);
  breakIt(broken);
  expect(EMITTED_RULES.find(({ id }) => id === rule)?.find(evidenceOf(broken.objects, facts))).not.toEqual([]);
});

test('each rule has something that it sees', () => {
  const unseen = EMITTED_RULES.filter(({ id }) => !FAULTS.some(([rule]) => rule === id));
  expect(unseen.map(({ id }) => id)).toEqual([]);
});

import fs from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  formatRecord,
  parseRecord,
  type RecordedState,
  type RotationRecord,
  readRecord,
  withStates,
} from '../../../src/pki/rotation/record';
import { testFolders } from '../../certificate-store/folders';
import { refusalOf } from '../../support/refusal';

const newFolder = testFolders();
const since = '2026-11-24T12:00:00Z';
const introduced: RecordedState = { signer: 'temporal-clients-root', trusted: ['temporal-clients-root', 'g2'], since };
const record: RotationRecord = new Map([
  ['temporal/Pki', new Map([['clients', introduced]])],
  ['other/Pki', new Map([['internode', { signer: 'a', trusted: ['a'], since }]])],
]);

/** A record with one thing changed of one state. */
const withState = (change: object) =>
  JSON.stringify({ format: 1, authorities: { 'temporal/Pki': { clients: { ...introduced, ...change } } } });

describe('a record of rotations', () => {
  test('is empty where there is no file', () => {
    expect(readRecord(newFolder())).toEqual(new Map());
  });

  test('keeps the roots above what is trusted, in one order', () => {
    const of = (roots: Record<string, string>) =>
      new Map([['temporal/Pki', new Map([['frontend', { ...introduced, roots }]])]]);
    const written = of({ g1: 'company', g2: 'next' });
    expect(parseRecord(formatRecord(written), 'rotation.json')).toEqual(written);
    expect(formatRecord(of({ g2: 'next', g1: 'company' }))).toBe(formatRecord(written));
  });

  test('is one text for one content, in the order of its keys', () => {
    expect(formatRecord(record)).toBe(formatRecord(new Map([...record].reverse())));
    expect(formatRecord(record)).toBe(`{
  "format": 1,
  "authorities": {
    "other/Pki": {
      "internode": {
        "signer": "a",
        "trusted": [
          "a"
        ],
        "since": "2026-11-24T12:00:00Z"
      }
    },
    "temporal/Pki": {
      "clients": {
        "signer": "temporal-clients-root",
        "trusted": [
          "temporal-clients-root",
          "g2"
        ],
        "since": "2026-11-24T12:00:00Z"
      }
    }
  }
}
`);
  });

  test('is read back as it was written', () => {
    const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9/-]{0,20}$/);
    const state = fc
      .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), fc.date({ noInvalidDate: true, min: new Date(0) }))
      .filter(([, date]) => date.getUTCFullYear() < 10_000)
      .map(([trusted, date]) => ({ signer: trusted[0], trusted, since: date.toISOString() }));
    const map = <T>(value: fc.Arbitrary<T>) =>
      fc.array(fc.tuple(name, value), { maxLength: 4 }).map((all) => new Map(all));
    fc.assert(
      fc.property(map(map(state)), (written) => {
        expect(parseRecord(formatRecord(written), 'record.json')).toEqual(written);
      }),
    );
  });

  test('is read back where the path of the MtlsPki is long, of up to 4096 characters', () => {
    const of = (length: number) =>
      new Map([['part/'.repeat(1000).slice(0, length), new Map([['clients', introduced]])]]);
    expect(parseRecord(formatRecord(of(4096)), 'rotation.json')).toEqual(of(4096));
    expect(refusalOf(() => parseRecord(formatRecord(of(4097)), 'rotation.json'))).toMatchObject({
      code: 'OUT_OF_RANGE',
      option: 'key of rotation.json.authorities',
    });
  });

  test('takes new states of one PKI, and keeps all others', () => {
    const later = { ...introduced, signer: 'g2' };
    const next = withStates(record, 'temporal/Pki', new Map([['clients', later]]));
    expect(next.get('temporal/Pki')).toEqual(new Map([['clients', later]]));
    expect(next.get('other/Pki')).toBe(record.get('other/Pki'));
    const more = withStates(next, 'new/Pki', new Map([['frontend', later]]));
    expect([...more.keys()]).toEqual(['temporal/Pki', 'other/Pki', 'new/Pki']);
    expect(withStates(record, 'temporal/Pki', new Map([['internode', later]])).get('temporal/Pki')).toEqual(
      new Map([
        ['clients', introduced],
        ['internode', later],
      ]),
    );
  });

  test.each<[string, string, string, string]>([
    ['no JSON', '<<<<<<< HEAD', 'INVALID_ROTATION_RECORD', 'record.json'],
    ['another format', '{"format":2,"authorities":{}}', 'INVALID_ROTATION_RECORD', 'record.json.format'],
    ['a list', '[]', 'WRONG_TYPE', 'record.json'],
    ['nothing', '{}', 'INVALID_ROTATION_RECORD', 'record.json.format'],
    ['no authorities', '{"format":1}', 'MISSING_OPTION', 'record.json.authorities'],
    ['something else', '{"format":1,"authorities":{},"note":""}', 'UNKNOWN_OPTION', 'record.json.note'],
    [
      'F01 a key of the language',
      '{"format":1,"authorities":{"__proto__":{}}}',
      'UNSAFE_KEY',
      'record.json.authorities.__proto__',
    ],
    ['a list of authorities', '{"format":1,"authorities":{"a":[]}}', 'WRONG_TYPE', 'record.json.authorities.a'],
  ])('is refused with %s, and says where', (_what, json, code, option) => {
    expect(refusalOf(() => parseRecord(json, 'record.json'))).toMatchObject({ code, option });
  });

  test.each<[string, object, string, string]>([
    ['an unknown key', { phase: 2 }, 'UNKNOWN_OPTION', 'phase'],
    ['no signer', { signer: undefined }, 'MISSING_OPTION', 'signer'],
    ['a signer that is not trusted', { signer: 'g3' }, 'INVALID_ROTATION_RECORD', 'trusted'],
    ['nothing trusted', { trusted: [] }, 'EMPTY_LIST', 'trusted'],
    ['a text for a list', { trusted: 'temporal-clients-root' }, 'WRONG_TYPE', 'trusted'],
    ['an authority twice', { trusted: ['temporal-clients-root', 'g2', 'g2'] }, 'DUPLICATE_VALUE', 'trusted[2]'],
    ['no time', { since: 'today' }, 'INVALID_VALUE', 'since'],
    ['a number', { since: 7 }, 'WRONG_TYPE', 'since'],
  ])('is refused with %s in a state, and says where', (_what, change, code, key) => {
    const option = `record.json.authorities.temporal/Pki.clients.${key}`;
    expect(refusalOf(() => parseRecord(withState(change), 'record.json'))).toMatchObject({ code, option });
  });

  test('is refused with a key that stands twice, which a reader of JSON would not see, and says on which line', () => {
    const [state] = /\{"signer.*?\}/.exec(withState({})) ?? [];
    const merged = `{"format":1,"authorities":{\n"temporal/Pki":{\n"clients":${state},\n"cl\\u0069ents":${state}}}}`;
    expect(refusalOf(() => parseRecord(merged, 'record.json'))).toMatchObject({
      code: 'INVALID_ROTATION_RECORD',
      option: 'record.json:4',
      value: '"cl\\\\u0069ents"',
    });
    expect(refusalOf(() => parseRecord('{"format":1,"format":1,"authorities":{}}', 'record.json')).option).toBe(
      'record.json:1',
    );
  });

  test('F04 behind a link is not read', () => {
    const folder = newFolder();
    fs.mkdirSync(folder);
    fs.writeFileSync(join(folder, 'real.json'), formatRecord(record));
    fs.symlinkSync('real.json', join(folder, 'record.json'));
    expect(readRecord(join(folder, 'real.json'))).toEqual(record);
    expect(refusalOf(() => readRecord(join(folder, 'record.json'))).code).toBe('UNSAFE_STORE');
  });
});

import * as path from 'node:path';
import type * as spec from '@jsii/spec';
import { AuthErrors } from '../../src/core/auth-errors';
import { effects } from '../../src/core/effects';
import { currentAssembly } from '../support/assembly';
import { freshKeys } from '../support/fresh-keys';
import { privateKeysIn } from '../support/private-keys';
import { codeOf } from '../support/refusal';
import { CALLS } from './public-calls';
import { STRUCTS } from './public-options';

const { types = {} } = currentAssembly(path.join(__dirname, '..', '..'));

/** What the library hands out and never takes. */
const OUTPUTS = ['AuthErrorDetails', 'Explanation', 'Finding', 'SubjectClaims'];

class Stranger {}

/** What JavaScript passes where nobody looks; `readable` is what a type that it happens to be of may take. */
const GARBAGE: ReadonlyArray<readonly [name: string, value: unknown, taken: readonly string[]]> = [
  ['null', null, []],
  ['a number', 7, ['number']],
  ['not a number', Number.NaN, []],
  ['a fraction', 1.5, []],
  ['true', true, ['boolean']],
  ['a text', 'x', ['string']],
  ['an empty text', '', []],
  ['an empty list', [], ['array']],
  ['a list with a hole', [undefined], []],
  ['an empty object', {}, ['struct', 'map', 'any']],
  ['a symbol', Symbol('s'), []],
  ['a function', () => 'x', []],
  ['a big number', 1n, []],
  ['a date', new Date(0), []],
  ['a map', new Map([['a', 'b']]), []],
  ['an instance of something', new Stranger(), []],
  ['an object that throws when it is read', throwing(), []],
  ['a text in an object', Object('x'), []],
];

/** Texts that a later reader would run, cut or hide. No option may take them, not even one that takes any text. */
const EVIL_TEXTS: ReadonlyArray<readonly [name: string, text: string]> = [
  ['a template', '{{ env "HOME" }}'],
  ['half a template', 'x }}'],
  ['a NUL', 'a\u0000b'],
  ['an escape sequence', 'a\u001b[2Jb'],
  ['a zero-width blank', 'a\u200bb'],
  ['a change of direction', 'a\u202eb'],
  ['half a character', 'a\ud800'],
  ['two lines', 'a\nkind: Secret'],
  ['a line of dashes', 'a\n---\nb'],
  ['a megabyte', 'x'.repeat(1_000_000)],
];

const { privateKey } = freshKeys('ec', { namedCurve: 'P-256' });
/** A private key in the forms in which somebody may put it where it does not belong. */
const KEYS: readonly string[] = [
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', ''),
  privateKey.export({ type: 'sec1', format: 'der' }).toString('base64'),
  JSON.stringify(privateKey.export({ format: 'jwk' })),
];

/** A text of a file, which may have lines and be long. */
const FILES = ['SecretTemplate.literal(0)'];

/** One place into which a caller puts something. */
interface Place {
  readonly name: string;
  readonly type: spec.TypeReference;
  readonly put: (value: unknown) => unknown;
}

const PLACES: readonly Place[] = [
  ...Object.entries(STRUCTS).flatMap(([name, { valid, use }]) =>
    propertiesOf(`cdk8s-temporal-auth.${name}`).map((property) => ({
      name: `${name}.${property.name}`,
      type: property.type,
      put: (value: unknown) => use({ ...valid, [property.name]: value }),
    })),
  ),
  ...Object.entries(CALLS).flatMap(([name, { valid, use }]) =>
    parametersOf(name).map(({ type }, index) => ({
      name: `${name}(${index})`,
      type,
      put: (value: unknown) => use(...valid.slice(0, index), value, ...valid.slice(index + 1)),
    })),
  ),
];

const TEXT_PLACES = PLACES.filter(({ type }) => ['string', 'string[]', 'map'].includes(textKind(type)));

/** Warnings and errors of programs that are thrown away are of no interest here. */
beforeEach(() => void jest.spyOn(effects, 'warn').mockImplementation());

describe('every option of the public surface', () => {
  test('is in the table from which these tests are made', () => {
    const inputs = Object.values(types).filter((type) => type.kind === 'interface' && 'datatype' in type);
    expect(Object.keys(STRUCTS).sort()).toEqual(
      inputs
        .map(({ name }) => name)
        .filter((name) => !OUTPUTS.includes(name))
        .sort(),
    );
    for (const [name, { valid }] of Object.entries(STRUCTS)) {
      expect([name, ...Object.keys(valid).sort()]).toEqual([
        name,
        ...propertiesOf(`cdk8s-temporal-auth.${name}`)
          .map((property) => property.name)
          .sort(),
      ]);
    }
    expect(Object.keys(CALLS).sort()).toEqual(callsOf(Object.values(types)).sort());
  });

  test('is taken when it is right', () => {
    for (const { valid, use } of Object.values(STRUCTS)) expect(() => use(valid)).not.toThrow();
    for (const { valid, use } of Object.values(CALLS)) {
      expect(() => use(...valid)).not.toThrow();
    }
  });

  test.each(PLACES.map((place) => [place.name, place] as const))(
    'F03 F11 %s refuses what is not of its type, with a code',
    (name, { type, put }) => {
      const wrong = GARBAGE.flatMap(([what, value, taken]) => {
        const outcome = outcomeOf(() => put(value));
        if (outcome === 'refused' || (outcome === 'taken' && taken.includes(kindOf(type)))) return [];
        if (value === '' && FILES.includes(name)) return [];
        return [`${what}: ${outcome}`];
      });
      expect(wrong).toEqual([]);
    },
  );

  test('F11 that is missing says where one comes from, where it is an object of ours', () => {
    const required = Object.entries(STRUCTS).flatMap(([name, { valid, use }]) =>
      propertiesOf(`cdk8s-temporal-auth.${name}`)
        .filter((property) => !property.optional && classOf(property.type) !== '')
        .map((property) => [classOf(property.type), () => use({ ...valid, [property.name]: undefined })] as const),
    );
    expect(required.length).toBeGreaterThan(5);
    const silent = required.filter(([type, missing]) => !hasCallOf(type.split('.')[1], refusalTextOf(missing)));
    expect(silent.map(([type]) => type)).toEqual([]);
  });

  test.each(TEXT_PLACES.map((place) => [place.name, place] as const))(
    'A21 A22 K15 %s refuses what a later reader would run, cut or hide',
    (name, { type, put }) => {
      const wrong = EVIL_TEXTS.flatMap(([what, text]) => {
        if (FILES.includes(name) && text.includes('\n')) return [];
        const outcome = outcomeOf(() => put(wrapped(text, textKind(type))));
        return outcome === 'refused' ? [] : [`${what}: ${outcome}`];
      });
      expect(wrong).toEqual([]);
    },
  );

  test.each(TEXT_PLACES.map((place) => [place.name, place] as const))(
    'P01 F07 %s repeats no private key that is put there',
    (_, { type, put }) => {
      const repeated = KEYS.flatMap((key) => privateKeysIn(refusalTextOf(() => put(wrapped(key, textKind(type))))));
      expect(repeated).toEqual([]);
    },
  );

  test.each(Object.entries(STRUCTS))(
    'F01 F02 of %s is one that exists, and none of the language',
    (_, { valid, use }) => {
      expect(codeOf(() => use({ ...valid, surprise: 1 }))).toBe('UNKNOWN_OPTION');
      for (const key of ['__proto__', 'constructor', 'prototype']) {
        const given = JSON.parse(`{"${key}": {"polluted": true}}`);
        expect(
          codeOf(() => use(Object.assign(Object.defineProperties({}, Object.getOwnPropertyDescriptors(given)), valid))),
        ).toBe('UNSAFE_KEY');
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  test.each(Object.entries(STRUCTS))('F03 of %s stands in a plain object', (_, { use }) => {
    const wrong = GARBAGE.filter(([, , taken]) => !taken.includes('struct')).flatMap(([what, value]) => {
      const outcome = outcomeOf(() => use(value));
      return outcome === 'refused' ? [] : [`${what}: ${outcome}`];
    });
    expect(wrong).toEqual([]);
  });
});

function outcomeOf(run: () => unknown): string {
  try {
    run();
    return 'taken';
  } catch (error) {
    return AuthErrors.details(error) === undefined ? `throws ${String(error).slice(0, 100)}` : 'refused';
  }
}

/** All that a refusal says; empty where there is none. */
function refusalTextOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return `${(error as Error).stack}${JSON.stringify(error)}${JSON.stringify(AuthErrors.details(error))}`;
  }
}

function throwing(): object {
  const refuse = () => {
    throw new Error('a trap');
  };
  return new Proxy({}, { get: refuse, ownKeys: refuse, has: refuse, getPrototypeOf: refuse });
}

/** The options of a struct, those that it has from others among them. */
function propertiesOf(fqn: string): readonly spec.Property[] {
  const { properties = [], interfaces = [] } = types[fqn] as spec.InterfaceType;
  return [...properties, ...interfaces.flatMap(propertiesOf)];
}

/** The parameters of a call that are not options objects: those are looked at option by option. */
function parametersOf(call: string): readonly spec.Parameter[] {
  const [type, method] = call.split('.');
  const { methods = [] } = types[`cdk8s-temporal-auth.${type}`] as spec.ClassType;
  const { parameters = [] } = methods.find(({ name }) => name === method) ?? {};
  return parameters.filter((parameter) => kindOf(parameter.type) !== 'struct');
}

/** Every method that takes something else than options. What `AuthErrors.details` takes is whatever was caught. */
function callsOf(all: readonly spec.Type[]): string[] {
  return all
    .flatMap(({ name, ...type }) => ((type as spec.ClassType).methods ?? []).map((method) => `${name}.${method.name}`))
    .filter((call) => parametersOf(call).length > 0 && call !== 'AuthErrors.details');
}

function kindOf(type: spec.TypeReference): string {
  if ('primitive' in type) return type.primitive;
  if ('collection' in type) return type.collection.kind;
  const named = 'fqn' in type ? types[type.fqn] : undefined;
  return named?.kind === 'interface' && (named as spec.InterfaceType).datatype ? 'struct' : 'object';
}

function textKind(type: spec.TypeReference): string {
  if (!('collection' in type)) return kindOf(type);
  const text = kindOf(type.collection.elementtype) === 'string';
  if (!text) return 'other';
  return type.collection.kind === 'map' ? 'map' : 'string[]';
}

function wrapped(text: string, kind: string): unknown {
  if (kind === 'string[]') return [text];
  return kind === 'map' ? { internode: text } : text;
}

/** The class of ours that a value, or each of a list of them, is an object of. */
function classOf(type: spec.TypeReference): string {
  if ('collection' in type) return classOf(type.collection.elementtype);
  return 'fqn' in type && types[type.fqn]?.kind === 'class' ? type.fqn : '';
}

/** Whether a text names a call that yields an object of a class, or a constant of it. */
function hasCallOf(type: string, text: string): boolean {
  return new RegExp(`\\b(new ${type}[(]|${type}[.]\\w+|ExternalSecretsBinding[.]fetch|addRole)`).test(text);
}

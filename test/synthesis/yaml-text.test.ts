import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { plainYaml, YamlText } from '../../src/synthesis/yaml-text';

/** Texts that YAML reads as something else, in one place or another. */
const HOSTILE = [
  ...[
    '',
    ' ',
    'y',
    'Yes',
    'oN',
    'null',
    '~',
    'e1',
    'E+5',
    '1e3',
    '.5',
    '.inf',
    '0x1f',
    '0755',
    '1_000',
    '1:30',
    '2001-01-01',
    '2001-12-14t21:59:43Z',
    '0xfeed',
    '12e3',
  ],
  ...[
    '<<',
    '=',
    'a: b',
    'a:',
    'a #b',
    '# a',
    '- a',
    '-',
    '?',
    '? a',
    '---',
    '...',
    '%a',
    '! a',
    '&a',
    '*a',
    '@a',
    '`a',
  ],
  ...[
    '|',
    '>',
    'a,b',
    '[a]',
    '{a}',
    'a\\b',
    "'",
    "it's\n",
    '"a"\nb',
    '\n',
    '\na',
    'a\n',
    'a\n\n',
    '  a\nb',
    'a\n  ',
    'a \n b',
  ],
  ...[
    'a\tb',
    'a\t',
    '\ta\nb',
    'a\r\nb',
    '---\na',
    'a\n---\nb',
    'é\nü',
    '\u0085',
    '\u2028',
    `a\x01b\n${'c'.repeat(50)}\nd`,
  ],
  ...['constructor', '__proto__', 'x'.repeat(1100)],
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...HOSTILE, 'word', '\n', ' ', ':')).map((parts) => parts.join('')),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
}));

describe('the text of a document', () => {
  test('is what cdk8s writes, whatever the document holds', () => {
    const writer = new YamlText();
    fc.assert(
      fc.property(fc.dictionary(text, value), (document) => {
        expect(writer.of(document)).toBe(Yaml.stringify(document));
      }),
      { numRuns: 500 },
    );
  });

  test.each(HOSTILE)('is what cdk8s writes of %j as a key, a value and an item, at any depth', (hostile) => {
    for (const document of [{ [hostile]: hostile }, { a: [hostile, [hostile]], b: { [hostile]: [hostile] } }]) {
      expect(new YamlText().of(document)).toBe(Yaml.stringify(document));
    }
  });

  test('is what cdk8s writes of an object that occurs twice: a reference', () => {
    const shared = { a: [] };
    const document = { one: shared, other: [shared] };
    expect(new YamlText().of(document)).toBe(Yaml.stringify(document));
  });

  test('is what cdk8s writes of anything else, and where that fails, so does this', () => {
    for (const document of [undefined, null, 'text', 1, [], [1], {}, { at: new Date(0) }, { big: 1n }]) {
      expect(new YamlText().of(document)).toBe(Yaml.stringify(document));
    }
    const failing = {
      get a() {
        throw new Error('failing');
      },
    };
    expect(() => new YamlText().of(failing)).toThrow('failing');
  });

  test('asks cdk8s once for a text that is not surely plain, and not at all for words and lines', () => {
    const asked = jest.spyOn(Yaml, 'stringify');
    const writer = new YamlText();
    writer.of({ kind: 'ConfigMap', data: { 'temporal.toml': '[profile]\naddress = "a:1"\n', port: 7233, isOn: true } });
    expect(asked).not.toHaveBeenCalled();
    for (const document of [{ at: '10.0.0.1' }, { other: '10.0.0.1' }]) writer.of(document);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  test('asks cdk8s nothing of JSON, durations and versions', () => {
    const asked = jest.spyOn(Yaml, 'stringify');
    new YamlText().of({ json: '{"a":[1]}', for: '87600h0m0s', version: '1.2.3-rc.1', image: 'a/b:1.2' });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });
});

describe('a document that needs no quotes', () => {
  /** Texts of which most need none. */
  const word = fc.stringMatching(/^[A-Za-z/0-9][A-Za-z0-9 :#._/-]{0,8}$/);
  const near = fc.oneof({ weight: 19, arbitrary: word }, { weight: 1, arbitrary: text });
  const list = fc.array(near, { maxLength: 2 });
  const documents = fc.dictionary(near, fc.oneof(near, fc.integer(), fc.boolean(), list), { maxKeys: 2 });

  test('reads back as it was written, in YAML 1.1 and 1.2, as one document without comments, and as any library writes it', () => {
    const written = fc.sample(documents, 3000).flatMap((document) => {
      const made = plainYaml(document);
      return made === undefined ? [] : [{ document, made }];
    });
    expect(written.length).toBeGreaterThan(500);
    for (const { document, made } of written) {
      for (const version of ['1.1', '1.2'] as const) {
        expect(parseAllDocuments(made, { version }).map((read) => read.toJS())).toEqual([document]);
        expect(stringify(document, { version, lineWidth: 0, aliasDuplicateObjects: false })).toBe(made);
      }
      expect(made).not.toMatch(/^\s*#/m);
    }
  });

  test.each([
    '# a',
    'a\n# enable-template',
    'a: b',
    'yes',
    '0755',
    '0o14',
    '2001-01-01',
    '{"a":"b"}',
    Number.NaN,
    undefined,
  ])('is none that holds %j', (value) => {
    expect(plainYaml({ a: value })).toBeUndefined();
  });
});

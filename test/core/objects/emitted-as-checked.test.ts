import { ApiObject, type App, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { ServiceIdentity } from '../../../src/kubernetes/service-identity';
import { FastApp } from '../../../src/synthesis/fast-app';
import { type Synthesis, synthesis } from '../../support/synthesis';
import { type Attack, attackedProgram, CONFIG, config, find, opened, worker } from './attacked-program';
import { ATTACKS, replaceConfig } from './attacks';
import { PATCHES } from './patches';

type Props = Partial<Pick<App, 'yamlOutputType'>>;
const APPS = ['App', 'FastApp'] as const;

function written(attack: Attack, by: (typeof APPS)[number], props: Props = {}): Synthesis {
  return synthesis((outdir) => {
    const program = attackedProgram();
    if (by === 'FastApp') Object.setPrototypeOf(program.app, FastApp.prototype);
    Object.assign(program.app, { outdir, ...props });
    attack(program);
    program.app.synth();
  });
}

function problems(attack: Attack): string[] {
  const program = attackedProgram();
  attack(program);
  return program.app.node.validate();
}

afterEach(() => jest.restoreAllMocks());

const untouched = written(() => {}, 'App');
const patched =
  (identity: string, patch: JsonPatch): Attack =>
  (program) =>
    find(program, identity).addJsonPatch(patch);

describe('what is written otherwise than it was checked', () => {
  test.each(PATCHES)('B143 is refused: a patch that makes %s', (_what, identity, patch, path) => {
    const [first, ...others] = problems(patched(identity, patch));
    expect([first, ...others]).toEqual(expect.arrayContaining([expect.stringContaining(`${identity} at "${path}"`)]));
    for (const problem of [first, ...others]) expect(problem).toMatch(/^\[(PATCHED_OUTPUT|REFUSED_BY_CERT_MANAGER)\]/);
  });

  test.each(Object.entries(ATTACKS))('B143 B144 is refused, and nothing is written: %s', (_what, [attack, refusal]) => {
    const { files, error } = written(attack, 'App');
    expect(error).toMatch(/\[PATCHED_OUTPUT\]/);
    expect(error).toContain(refusal);
    expect(files.size).toBe(0);
  });

  test('B143 is told by each of its differences, all at once', () => {
    const ops = [
      JsonPatch.replace('/spec/isCA', true),
      JsonPatch.replace('/spec/issuerRef/name', 'temporal-internode'),
    ];
    const found = problems((program) => {
      worker(program).addJsonPatch(...ops);
      config(program).addJsonPatch(JsonPatch.remove('/data'));
    });
    expect(found.filter((problem) => problem.startsWith('[PATCHED_OUTPUT]'))).toHaveLength(3);
  });

  test('B143 is refused in what tests synthesize of a chart, and of an object alone', () => {
    const program = attackedProgram();
    worker(program).addJsonPatch(JsonPatch.replace('/spec/isCA', true));
    expect(() => Testing.synth(program.chart)).toThrow('[PATCHED_OUTPUT]');
    expect(() => program.app.synthYaml()).toThrow('[PATCHED_OUTPUT]');
    expect(() => worker(program).toJson()).toThrow('[PATCHED_OUTPUT]');
  });
});

describe('what a program does while it is validated', () => {
  /** Validations of a program run after ours, which is the App's. */
  const late =
    (attack: Attack): Attack =>
    (program) =>
      program.chart.node.addValidation({
        validate() {
          attack(program);
          return [];
        },
      });

  test.each<[string, Attack]>([
    ['a patch', patched(CONFIG, JsonPatch.remove('/data/frontend.yaml'))],
    ['an object of the same name in its place', replaceConfig],
    ['an object that is taken out', ({ auth }) => auth.node.tryRemoveChild('ServerConfig')],
  ])('B143 does not reach what is written: %s', (_what, attack) => {
    for (const by of APPS) {
      const { files, error } = written(late(attack), by);
      if (error === '') expect(files).toEqual(untouched.files);
      else expect(error).toMatch(/PATCHED_OUTPUT|DUPLICATE_OBJECT/);
    }
    expect(written(late(attack), 'App').error).toContain('[PATCHED_OUTPUT]');
  });

  test('B143 does not reach what is written where cdk8s validates once alone', () => {
    const props = { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE };
    const attack = late(patched(CONFIG, JsonPatch.remove('/data/frontend.yaml')));
    expect(written(attack, 'App', props).error).toContain('[PATCHED_OUTPUT]');
  });

  test.each<[string, Attack]>([
    [
      'a value that comes late',
      (program) => {
        const { data } = config(program).toJson();
        let asked = 0;
        config(program).props.data = Lazy.any({ produce: () => (asked++ < 2 ? data : {}) });
      },
    ],
    [
      'a resolver',
      ({ app }) => {
        let asked = 0;
        app.resolvers.unshift({
          resolve: (context) => {
            if (typeof context.value !== 'string' || context.value === opened(context.value)) return;
            if (asked++ > 1) context.replaceValue(opened(context.value));
          },
        });
      },
    ],
  ])('B143 does not reach what is written: %s that answers otherwise when it is written', (_what, attack) => {
    for (const by of APPS) {
      const { files, error } = written(attack, by);
      if (error === '') expect(files).toEqual(untouched.files);
      else expect(error).toContain('[PATCHED_OUTPUT]');
    }
    expect(written(attack, 'App').error).toContain('[PATCHED_OUTPUT]');
  });

  test('B143 does not reach what is written: a method of cdk8s that is replaced', () => {
    const { toJson } = ApiObject.prototype;
    for (const by of APPS) {
      jest.spyOn(ApiObject.prototype, 'toJson').mockImplementation(function (this: ApiObject) {
        const json = toJson.call(this);
        return this.kind === 'Certificate' ? { ...json, spec: { ...json.spec, isCA: true } } : json;
      });
      expect(written(() => {}, by)).toMatchObject({ files: new Map(), error: expect.stringContaining('/spec/isCA') });
    }
  });
});

describe('what changes nothing that was checked', () => {
  test.each<[string, Attack, string]>([
    ['a label', (program) => worker(program).metadata.addLabel('team', 'a'), 'team: a'],
    ['an annotation', (program) => worker(program).metadata.addAnnotation('a.b/c', 'd'), 'a.b/c: d'],
    [
      'a label by a patch',
      (program) => worker(program).addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'a' })),
      'team: a',
    ],
    [
      'a label by a resolver',
      ({ app, ...program }) => {
        worker({ app, ...program } as never).metadata.addLabel('team', 'resolve me');
        app.resolvers.push({
          resolve: (context) => {
            if (context.value === 'resolve me') context.replaceValue('a');
          },
        });
      },
      'team: a',
    ],
    [
      'a chart that renders itself and adds a label',
      ({ chart }) => {
        const toJson = chart.toJson.bind(chart);
        chart.toJson = () =>
          toJson().map((json) => ({ ...json, metadata: { ...json.metadata, labels: { team: 'a' } } }));
      },
      'team: a',
    ],
    [
      'a patch that asks',
      (program) => worker(program).addJsonPatch(JsonPatch.test('/spec/isCA', false)),
      'isCA: false',
    ],
    [
      'a patch that writes the same',
      (program) => worker(program).addJsonPatch(JsonPatch.replace('/spec/isCA', false)),
      'isCA: false',
    ],
    ['an order', (program) => worker(program).addDependency(config(program)), 'isCA: false'],
    [
      'objects of the program',
      ({ chart }) => {
        const object = new ApiObject(chart, 'Mine', { apiVersion: 'v1', kind: 'ConfigMap' });
        object.addJsonPatch(JsonPatch.add('/data', { mine: 'yes' }));
        object.addJsonPatch(JsonPatch.add('/metadata/finalizers', ['a/b']));
      },
      'mine: "yes"',
    ],
  ])('is written: %s', (_what, addition, line) => {
    const [byCdk8s, fast] = APPS.map((by) => written(addition, by));
    expect(byCdk8s.error).toBe('');
    expect(byCdk8s.files.get('temporal.k8s.yaml')).toContain(line);
    expect(fast).toEqual(byCdk8s);
  });

  test('is a label of the whole chart', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'temporal', labels: { team: 'a' } });
    new ServiceIdentity(chart, 'Reader');
    expect(Testing.synth(chart)[0].metadata.labels).toEqual({ team: 'a' });
  });
});

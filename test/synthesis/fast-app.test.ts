import { ApiObject, App, type AppProps, Chart, JsonPatch, Lazy, Yaml, YamlOutputType } from 'cdk8s';
import { ConfigMap, Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { FastApp } from '../../src/synthesis/fast-app';
import { runExample } from '../support/example';
import { synthesis } from '../support/synthesis';

type Declare = (app: App) => void;

const objects = (chart: Chart, ...names: string[]) =>
  names.map((name) => new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', data: { name } } as never));
const charts = (app: App, ...ids: string[]) =>
  ids.map((id) => {
    const chart = new Chart(app, id);
    objects(chart, 'A', 'B');
    return chart;
  });

/** Programs whose files this App writes itself. */
const FAST: Record<string, Declare> = {
  'nothing at all': () => {},
  'a chart without objects': (app) => {
    new Chart(app, 'empty');
  },
  'charts that know nothing of each other': (app) => {
    charts(app, 'b', 'a');
  },
  'charts in a chain, and one that comes first because others need it': (app) => {
    const [a, b, c, d] = charts(app, 'a', 'b', 'c', 'd');
    a.addDependency(c, d);
    b.addDependency(a);
    c.addDependency(d);
  },
  'charts in charts and constructs': (app) => {
    const [outer] = charts(app, 'outer');
    const inner = new Chart(new Construct(outer, 'Group'), 'inner');
    objects(new Chart(outer, 'nested', { namespace: 'n' }), 'C');
    objects(outer, 'D');
    objects(inner, 'E');
  },
  'two charts of one name': (app) => {
    objects(new Chart(app, 'a.b'), 'A');
    objects(new Chart(app, 'a.b '), 'B');
  },
  'values that come late, patches, empty and undefined values': (app) => {
    const [chart] = charts(app, 'a');
    const spec = {
      late: Lazy.any({ produce: () => ['b', undefined] }),
      none: undefined,
      list: [],
      map: {},
      b: 1,
      a: 2,
    };
    const object = new ApiObject(chart, 'Late', { apiVersion: 'example.com/v1', kind: 'Late', spec } as never);
    object.addJsonPatch(JsonPatch.add('/spec/patched', { deep: ['text\nof lines'] }));
    object.metadata.addLabel('z', 'y');
    object.metadata.add('generateName', 'late-');
  },
  'constructs of cdk8s-plus-27': (app) => {
    const chart = new Chart(app, 'plus');
    const data = new ConfigMap(chart, 'Data', { data: { 'a.toml': 'a = 1\n' } });
    new Deployment(chart, 'Pods', { containers: [{ image: data.name, portNumber: 80 }] });
  },
  'resolvers of the program': (app) => {
    app.resolvers.unshift({
      resolve: (context) => {
        if (context.value === 'A') context.replaceValue('resolved');
      },
    });
    charts(app, 'a');
  },
};

/** Programs that are left to cdk8s. */
const SLOW: Record<string, Declare> = {
  'objects that depend on each other': (app) => {
    const [chart] = charts(app, 'a');
    const [first, second] = objects(chart, 'C', 'D');
    first.addDependency(second);
  },
  'an object that depends on a chart': (app) => {
    const [a, b] = charts(app, 'a', 'b');
    objects(a, 'C')[0].addDependency(b);
  },
  'a chart that depends on an object': (app) => {
    const [a, b] = charts(app, 'a', 'b');
    a.addDependency(objects(b, 'C')[0]);
  },
  'charts that depend on each other in a circle': (app) => {
    const [a, b] = charts(app, 'a', 'b');
    a.addDependency(b);
    b.addDependency(a);
  },
  'a chart that depends on a circle of others': (app) => {
    const [a, b, c] = charts(app, 'a', 'b', 'c');
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(b);
  },
  'charts that are named by numbers': (app) => {
    charts(app, '2', '1');
  },
  'a chart that renders itself': (app) => {
    const [chart] = charts(app, 'a');
    chart.toJson = () => [{ apiVersion: 'v1' }];
  },
};

const bySlowPath = jest.spyOn(App.prototype, 'synth');
beforeEach(() => bySlowPath.mockClear());

function written(declare: Declare, make: (props: AppProps) => App, props: AppProps = {}) {
  return synthesis((outdir) => {
    const app = make({ outdir, ...props });
    declare(app);
    app.synth();
  });
}

const byCdk8s = (declare: Declare, props?: AppProps) => written(declare, (all) => new App(all), props);
const byFastApp = (declare: Declare, props?: AppProps) => written(declare, (all) => new FastApp(all), props);

describe('an App that is fast', () => {
  test.each(Object.entries(FAST))('writes what cdk8s writes: %s', (_what, declare) => {
    for (const yamlOutputType of [undefined, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_APP]) {
      const props = { yamlOutputType, outputFileExtension: '.yml' };
      const expected = byCdk8s(declare, props);
      expect(expected.error).toBe('');
      bySlowPath.mockClear();
      expect(byFastApp(declare, props)).toEqual(expected);
      expect(bySlowPath).not.toHaveBeenCalled();
    }
  });

  test.each(Object.entries(SLOW))('leaves to cdk8s: %s', (_what, declare) => {
    const expected = byCdk8s(declare);
    bySlowPath.mockClear();
    expect(byFastApp(declare)).toEqual(expected);
    expect(bySlowPath).toHaveBeenCalledTimes(1);
  });

  test.each<[string, AppProps]>([
    ['a file for each resource', { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE }],
    ['a folder for each chart', { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE }],
    ['a record of constructs', { recordConstructMetadata: true }],
  ])('leaves to cdk8s: %s', (_what, props) => {
    const declare: Declare = (app) => void charts(app, 'a', 'b');
    const expected = byCdk8s(declare, props);
    bySlowPath.mockClear();
    expect(byFastApp(declare, props)).toEqual(expected);
    expect(bySlowPath).toHaveBeenCalledTimes(1);
  });

  test('leaves all to another release of cdk8s, which writes otherwise than this was made for', () => {
    const stringify = jest.spyOn(Yaml, 'stringify').mockReturnValue('other: yes\n');
    const { files } = byFastApp((app) => void charts(app, 'a'));
    expect(files.get('a.k8s.yaml')).toBe('other: yes\n');
    expect(bySlowPath).toHaveBeenCalledTimes(1);
    stringify.mockRestore();
  });

  test('writes what a program has put in the place of a method of cdk8s', () => {
    const toJson = jest.spyOn(ApiObject.prototype, 'toJson').mockReturnValue({ apiVersion: 'v2', kind: 'New' });
    const { files } = byFastApp((app) => void charts(app, 'a'));
    expect(files.get('a.k8s.yaml')).toBe('apiVersion: v2\nkind: New\n---\napiVersion: v2\nkind: New\n');
    toJson.mockRestore();
  });

  test('leaves to cdk8s a program that gets or loses constructs while it is validated', () => {
    const declare: Declare = (app) => {
      const [chart] = charts(app, 'a');
      chart.node.addValidation({
        validate() {
          chart.node.tryRemoveChild('A');
          if (chart.node.tryFindChild('C') === undefined) objects(chart, 'C');
          return [];
        },
      });
    };
    const expected = byCdk8s(declare);
    expect(byFastApp(declare)).toEqual(expected);
    expect(expected.files.get('a.k8s.yaml')).toContain('name: C');
  });

  test('K09 refuses files that would be overwritten, also where nothing of this library is in the program', () => {
    const declare: Declare = (app) => {
      for (const namespace of ['a', 'b']) {
        const metadata = { name: 'one' };
        new ApiObject(new Chart(app, namespace, { namespace }), 'A', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
      }
    };
    const props = { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE };
    expect(byFastApp(declare, props)).toMatchObject({ files: new Map(), error: expect.stringContaining('b/A') });
    expect(byCdk8s(declare, props).files.size).toBe(1);
  });

  test('refuses what cdk8s refuses, in the same words, and writes nothing', () => {
    const declare: Declare = (app) => {
      const [a, b] = charts(app, 'a', 'b');
      a.node.addValidation({ validate: () => ['one', 'other'] });
      b.node.addValidation({ validate: () => ['third'] });
    };
    expect(byFastApp(declare)).toEqual(byCdk8s(declare));
    expect(byFastApp(declare).error).toContain('[a] one\n  [a] other\n  [b] third');
  });

  test('fails as cdk8s does where an object cannot be rendered', () => {
    const declare: Declare = (app) => {
      objects(new Chart(app, 'a'), 'A')[0].metadata.add('bad', new Map());
    };
    expect(byFastApp(declare).error).toBe(byCdk8s(declare).error);
    expect(byFastApp(declare).error).toContain("Failed serializing construct at path 'a/A'");
  });

  test('validates once and renders each object once', () => {
    const validate = jest.fn(() => []);
    const produce = jest.fn(() => 'late');
    byFastApp((app) => {
      for (const chart of charts(app, 'a', 'b', 'c')) {
        chart.node.addValidation({ validate });
        const data = Lazy.any({ produce });
        for (const id of ['C', 'D']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', data } as never);
      }
    });
    expect(validate).toHaveBeenCalledTimes(3);
    expect(produce).toHaveBeenCalledTimes(6 + 1); // one object of the kind is compared with what cdk8s makes of it
  });

  test.each(['quickstart', 'reference'])('writes the example %s byte for byte', (name) => {
    const { app, files } = runExample(name);
    bySlowPath.mockClear();
    const again = synthesis((outdir) => {
      Object.assign(Object.setPrototypeOf(app, FastApp.prototype), { outdir });
      app.synth();
    });
    expect(again.files).toEqual(files);
    expect(bySlowPath).not.toHaveBeenCalled();
  });
});

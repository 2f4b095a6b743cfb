import { ApiObject, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import type { IConstruct } from 'constructs';
import {
  type Attack,
  type AttackedProgram,
  CONFIG,
  config,
  type Open,
  opened,
  WORKER,
  worker,
} from './attacked-program';

/** The server's configuration without an authorizer. */
function openConfig(json: Open): Open {
  if (json.metadata?.name !== 'temporal-server-config') return json;
  return { ...json, data: { ...json.data, 'frontend.yaml': opened(json.data['frontend.yaml']) } };
}

/** An object that always renders as it does now, but for what opens it. */
function openedOnce(program: AttackedProgram): () => Open {
  const json = openConfig(config(program).toJson());
  return () => json;
}

/** A chart that makes something else of what it would write. */
const chartThat =
  (change: (objects: Open[]) => Open[]): Attack =>
  ({ chart }) => {
    const toJson = chart.toJson.bind(chart);
    chart.toJson = () => change(toJson());
  };

const openAuthorizer = {
  resolve: (context: ResolutionContext) => {
    const { value } = context;
    if (typeof value === 'string' && value !== opened(value)) context.replaceValue(opened(value));
  },
};

export function replaceConfig(program: AttackedProgram): void {
  if (config(program) === undefined || program.chart.node.tryFindChild('Mine') !== undefined) return;
  const data = openConfig(config(program).toJson()).data;
  program.auth.node.tryRemoveChild('ServerConfig');
  const metadata = { name: 'temporal-server-config' };
  new ApiObject(program.chart, 'Mine', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as never);
}

const SIGNS = JsonPatch.replace('/spec/isCA', true);
const SIGNING = `${WORKER} at "/spec/isCA"`;
const OPEN = `${CONFIG} at "/data/frontend.yaml", line`;
const REMOVED = JsonPatch.remove('/data/frontend.yaml');
const GONE = `${CONFIG}; expected to be written`;
const MINE = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'temporal-server-config' } };

/** What else changes what is written, and where the refusal says that something differs. */
export const ATTACKS: Readonly<Record<string, readonly [attack: Attack, refusal: string]>> = {
  // metadata
  'another namespace': [
    (program) => Object.assign(config(program).metadata, { namespace: 'payments' }),
    `${CONFIG} at "/metadata/namespace": found "payments"; expected "temporal"`,
  ],
  'no namespace': [
    (program) => Object.assign(config(program).metadata, { namespace: undefined }),
    `${CONFIG} at "/metadata/namespace": found undefined`,
  ],
  'a finalizer': [(program) => config(program).metadata.addFinalizers('a/b'), `${CONFIG} at "/metadata/finalizers"`],
  'an owner': [
    (program) => config(program).metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' }),
    `${CONFIG} at "/metadata/ownerReferences"`,
  ],
  'more metadata': [
    (program) => config(program).metadata.add('generateName', 'a-'),
    `${CONFIG} at "/metadata/generateName"`,
  ],
  'a method that renders metadata': [
    (program) => Object.assign(config(program).metadata, { toJson: () => ({ ...MINE.metadata, namespace: 'other' }) }),
    `${CONFIG} at "/metadata/namespace"`,
  ],

  // patches by another way
  'a patch by the method of the class': [
    (program) => ApiObject.prototype.addJsonPatch.call(worker(program), SIGNS),
    SIGNING,
  ],
  'a patch in the list of patches': [(program) => worker(program).patches.push(SIGNS), SIGNING],
  'a list of patches of its own': [
    (program) => Object.defineProperty(worker(program), 'patches', { value: [SIGNS] }),
    SIGNING,
  ],
  'a mixin': [
    ({ app }) =>
      app.with({
        supports: (one: IConstruct): one is ApiObject => ApiObject.isApiObject(one) && one.kind === 'Certificate',
        applyTo: (one: Open) => one.addJsonPatch(SIGNS),
      }),
    SIGNING,
  ],

  // properties
  'a field of the properties': [
    (program) => Object.assign(worker(program).props, { spec: { ...worker(program).toJson().spec, isCA: true } }),
    SIGNING,
  ],
  'a field more': [
    (program) => Object.assign(config(program).props, { binaryData: { a: 'b' } }),
    `${CONFIG} at "/binaryData"`,
  ],
  'a field less': [(program) => Reflect.deleteProperty(config(program).props, 'data'), `${CONFIG} at "/data"`],
  'properties of its own': [
    (program) => Object.defineProperty(config(program), 'props', { get: () => MINE }),
    `${CONFIG} at "/data"`,
  ],
  'a value that comes late': [
    (program) => Object.assign(config(program).props, { data: Lazy.any({ produce: () => ({}) }) }),
    `${CONFIG} at "/data/dynamic-config.yaml"`,
  ],

  // methods
  'a method that renders it': [(program) => Object.assign(config(program), { toJson: openedOnce(program) }), OPEN],
  'a method that cannot be seen': [
    (program) => Object.defineProperty(config(program), 'toJson', { value: openedOnce(program) }),
    OPEN,
  ],
  'a class of its own': [
    (program) => {
      const prototype = Object.create(ApiObject.prototype, { toJson: { value: openedOnce(program) } });
      Object.setPrototypeOf(config(program), prototype);
    },
    OPEN,
  ],
  'the method of our class': [
    (program) => Object.assign(config(program), { toJson: ApiObject.prototype.toJson, patches: [REMOVED] }),
    `${CONFIG} at "/data/frontend.yaml": found`,
  ],
  'a chart that changes something': [chartThat((objects) => objects.map(openConfig)), OPEN],
  'a chart that leaves something out': [
    chartThat((objects) => objects.filter(({ kind }) => kind !== 'ConfigMap')),
    GONE,
  ],
  'a chart that renames something': [
    chartThat((objects) => objects.map((one) => ({ ...one, metadata: { ...one.metadata, name: 'mine' } }))),
    GONE,
  ],
  'a chart that writes nothing': [chartThat(() => []), GONE],

  // the tree
  'an object that is taken out': [({ auth }) => auth.node.tryRemoveChild('ServerConfig'), `ServerConfig: ${GONE}`],
  'an object that is taken out, with all beside it': [
    ({ auth }) => auth.node.tryRemoveChild('Pki'),
    'temporal/Auth/Pki: Issuer temporal-internode-bootstrap and 27 more; expected to be written',
  ],
  'a chart that is taken out': [({ app }) => app.node.tryRemoveChild('temporal'), 'more; expected to be written'],
  'an object of the same name in its place': [replaceConfig, `ServerConfig: ${GONE}`],
  'an object of the same id in its place': [
    ({ auth }) => auth.node.tryRemoveChild('ServerConfig') && new ApiObject(auth, 'ServerConfig', MINE),
    `ServerConfig: ${GONE}`,
  ],

  // resolvers
  'a resolver': [({ app }) => app.resolvers.unshift(openAuthorizer), OPEN],
  'a resolver that changes what it is shown': [
    ({ app }) =>
      app.resolvers.unshift({
        resolve: ({ key, value }: Open) => {
          if (key.at(-1) === 'data' && value['frontend.yaml']) value['frontend.yaml'] = opened(value['frontend.yaml']);
        },
      }),
    OPEN,
  ],
  'a method of a resolver of cdk8s': [
    ({ app: { resolvers } }) => {
      const [late] = resolvers;
      const resolve = late.resolve.bind(late);
      late.resolve = (context: Open) => {
        openAuthorizer.resolve(context);
        if (!context.replaced) resolve(context);
      };
    },
    OPEN,
  ],
};

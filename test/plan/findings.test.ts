import { ApiObject, type App, JsonPatch } from 'cdk8s';
import { effects } from '../../src/core/effects';
import { besideValidation } from '../../src/core/objects/validate-once';
import { planFor, readPlan } from '../../src/plan/plan';
import { Program } from '../gen/program';
import { PkiProgram } from '../support/pki-program';
import { codeOf } from '../support/refusal';

const findingsOf = (app: App) => readPlan(JSON.stringify(planFor(app)), 'plan.json').findings;

afterEach(() => jest.restoreAllMocks());

describe('the findings in a plan', () => {
  test('are those of findings(), with the reasons, of a stack and of an MtlsPki without one', () => {
    const program = new Program();
    const auth = program.stack();
    auth.acknowledge('UNCHECKED_REQUESTS', 'few may create CertificateRequests');
    auth.addService('idle', { temporalNamespace: 'default' });
    const [pki, stack] = findingsOf(program.app);
    expect([pki.path, pki.found]).toEqual([auth.pki.node.path, []]); // its stack reports what is found there
    expect(stack.path).toBe(auth.node.path);
    const facts = ({ code, fix, acknowledged }: { code: string; fix: string; acknowledged?: string }) => [
      code,
      fix,
      acknowledged,
    ];
    expect(stack.found.map(facts)).toEqual(auth.findings().map(facts));
    expect(stack.found.map(({ acknowledged }) => acknowledged)).toContain('few may create CertificateRequests');

    const alone = new PkiProgram();
    expect(findingsOf(alone.app).map(({ found }) => found.map(({ code }) => code))).toEqual([
      alone.pki.findings().map(({ code }) => code),
    ]);
  });

  test('are what refuses the checks themselves, so that a plan is made all the same', () => {
    const alone = new PkiProgram();
    jest.spyOn(effects, 'now').mockImplementation(() => {
      throw new Error('a fault of ours');
    });
    expect(() => planFor(alone.app)).toThrow('a fault of ours');

    const unread = new PkiProgram({ rotationRecord: __dirname });
    expect(codeOf(() => unread.pki.findings())).toBe('UNSAFE_STORE');
    expect(findingsOf(unread.app)).toEqual([
      { path: '', found: [expect.objectContaining({ code: 'UNSAFE_STORE', severity: 'ERROR' })] },
    ]);
  });
});

describe('what is wrong with the objects that would be written is among the findings of a plan, under the App', () => {
  const objectsOf = (app: App) => findingsOf(app).filter(({ path }) => path === '');

  test('a patch that gives a caller more than was checked', () => {
    const program = new Program();
    const auth = program.stack();
    expect(objectsOf(program.app)).toEqual([]);
    const caller = auth.addService('caller', { temporalNamespace: 'default' });
    const [certificate] = caller.node
      .findAll()
      .filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.kind === 'Certificate');
    certificate.addJsonPatch(JsonPatch.replace('/spec/issuerRef/name', 'temporal-internode'));
    expect(objectsOf(program.app)).toMatchObject([
      { found: [{ code: 'PATCHED_OUTPUT', severity: 'ERROR', path: certificate.node.path }] },
    ]);
  });

  test('a binding that fetches nothing', () => {
    const program = new Program();
    program.stack();
    const { node } = program.vaultIn(program.chart, 'idle');
    expect(objectsOf(program.app)).toMatchObject([{ found: [{ code: 'EMPTY_LIST', path: node.path }] }]);
  });

  test('an object that stands twice, while the App is validated, which is when a program writes its plan', () => {
    const alone = new PkiProgram();
    const metadata = { name: 'temporal-internode', namespace: alone.chart.namespace };
    for (const id of ['One', 'Two']) new ApiObject(alone.chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    let found: unknown;
    besideValidation(alone.app, (app) => {
      found = findingsOf(app as App).map(({ found }) => found.map(({ code }) => code));
    });
    alone.app.node.validate();
    expect(found).toEqual([['UNCHECKED_REQUESTS'], ['DUPLICATE_OBJECT']]);
  });
});

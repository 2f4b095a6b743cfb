import { ApiObject, JsonPatch } from 'cdk8s';
import { completeProgram } from '../../gen/program';
import { PkiProgram } from '../../support/pki-program';
import { codeOf } from '../../support/refusal';
import { config, worker } from './attacked-program';

const findingsOf = ({ auth }: ReturnType<typeof completeProgram>) =>
  auth.findings().filter(({ code }) => code === 'PATCHED_OUTPUT' || code === 'UNMET_ACKNOWLEDGEMENT');

describe('a patch that the program allows', () => {
  test('is written, and found with its reason and what it changes', () => {
    const program = completeProgram();
    worker(program).addJsonPatch(JsonPatch.replace('/spec/renewBefore', '240h'));
    program.auth.unsafeAllowPatch('/spec/renewBefore', 'our monitoring renews by hand', worker(program));
    expect(program.problems).toEqual([]);
    expect(program.object('Certificate temporal/temporal-payments-worker').spec.renewBefore).toBe('240h');
    expect(findingsOf(program)).toEqual([
      expect.objectContaining({
        severity: 'WARNING',
        code: 'PATCHED_OUTPUT',
        path: worker(program).node.path,
        option: 'Certificate temporal-payments-worker at "/spec/renewBefore"',
        acknowledged: 'our monitoring renews by hand',
        details: [
          'Certificate temporal-payments-worker at "/spec/renewBefore" is "240h"; expected "720h0m0s", as it was checked',
        ],
      }),
    ]);
  });

  test('B143 is that of its object and path alone', () => {
    const program = completeProgram();
    worker(program).addJsonPatch(JsonPatch.replace('/spec/isCA', true), JsonPatch.add('/spec/isCAs', true));
    config(program).addJsonPatch(JsonPatch.remove('/data/frontend.yaml'));
    program.auth.unsafeAllowPatch('/spec/isCA', 'a reason', worker(program));
    const found = program.problems;
    expect(found).toHaveLength(2);
    expect(found.join()).toContain('/spec/isCAs');
    expect(found.join()).toContain('/data/frontend.yaml');
  });

  test('covers what lies below its path, and may be the whole object, which is then left out', () => {
    const program = completeProgram();
    worker(program).addJsonPatch(JsonPatch.replace('/spec/issuerRef/name', 'a'));
    program.auth.unsafeAllowPatch('/spec', 'a reason', worker(program));
    program.auth.unsafeAllowPatch('/', 'applied by hand', config(program));
    program.auth.node.tryRemoveChild('ServerConfig');
    expect(program.problems).toEqual([]);
    expect(findingsOf(program).map(({ acknowledged }) => acknowledged)).toEqual(['a reason', 'applied by hand']);
  });

  test('may be one by a chart that renders itself', () => {
    const program = completeProgram();
    const { chart } = program;
    const toJson = chart.toJson.bind(chart);
    chart.toJson = () => toJson().filter(({ metadata }) => metadata.name !== 'temporal-server-config');
    program.auth.unsafeAllowPatch('/', 'applied by hand', config(program));
    expect(program.problems).toEqual([]);
    expect(findingsOf(program)).toMatchObject([{ code: 'PATCHED_OUTPUT', acknowledged: 'applied by hand' }]);
  });

  test('that changes nothing is a finding itself', () => {
    const program = completeProgram();
    program.auth.unsafeAllowPatch('/spec/isCA', 'a reason', worker(program));
    expect(findingsOf(program)).toMatchObject([
      { code: 'UNMET_ACKNOWLEDGEMENT', option: 'TemporalAuthStack.unsafeAllowPatch(/spec/isCA)' },
    ]);
  });

  test('is said to an MtlsPki as well', () => {
    const program = new PkiProgram();
    const object = program.pki.node.findChild('Certificate-temporal-frontend') as ApiObject;
    object.addJsonPatch(JsonPatch.replace('/spec/revisionHistoryLimit', 2));
    expect(program.problems).toEqual([expect.stringContaining('[PATCHED_OUTPUT]')]);
    program.pki.unsafeAllowPatch('/spec/revisionHistoryLimit', 'a reason', object);
    expect(program.problems).toEqual([]);
    const found = program.pki.findings().filter(({ code }) => code === 'PATCHED_OUTPUT');
    expect(found).toMatchObject([{ acknowledged: 'a reason' }]);
  });

  test.each<[string, unknown, unknown, (program: ReturnType<typeof completeProgram>) => unknown, string]>([
    ['no path', 'spec', 'a reason', worker, 'INVALID_VALUE'],
    ['no text', 1, 'a reason', worker, 'WRONG_TYPE'],
    ['without a reason', '/spec', '', worker, 'INVALID_VALUE'],
    ['without an object', '/spec', 'a reason', () => undefined, 'MISSING_OPTION'],
    ['of a construct that is no object', '/spec', 'a reason', ({ auth }) => auth, 'WRONG_TYPE'],
    ['of another App', '/spec', 'a reason', () => worker(completeProgram()), 'INVALID_VALUE'],
    [
      'of an object of theirs',
      '/spec',
      'a reason',
      ({ chart }) => new ApiObject(chart, 'B', { apiVersion: 'v1', kind: 'A' }),
      'INVALID_VALUE',
    ],
  ])('is refused: %s', (_what, path, reason, at, code) => {
    const program = completeProgram();
    expect(
      codeOf(() => program.auth.unsafeAllowPatch(path as string, reason as string, at(program) as ApiObject)),
    ).toBe(code);
  });
});

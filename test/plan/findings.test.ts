import type { App } from 'cdk8s';
import { effects } from '../../src/core/effects';
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

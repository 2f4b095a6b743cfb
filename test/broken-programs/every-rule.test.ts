import type { Rule } from '../../src/core/rule';
import { DEFAULT_AUTHORIZER_RULES } from '../../src/enforcement/default-authorizer/default-authorizer';
import { POLICY_RULES } from '../../src/enforcement/policy/policy-mode';
import { PKI_RULES } from '../../src/pki/rules';
import { RULES } from '../../src/rules';
import { Program } from '../gen/program';
import { ENTRIES, runExample } from '../support/error-page';
import { synthesis } from '../support/synthesis';
import { BROKEN } from './broken-programs';

const MODES = { 'default authorizer': DEFAULT_AUTHORIZER_RULES, policy: POLICY_RULES };
const ALL = [...new Set([...PKI_RULES, ...Object.values(MODES).flat(), ...RULES])] as readonly Rule<never>[];
/** Programs of the page of errors, by their code: those above have none for these rules. */
const PAGE = [
  'UNRECORDED_ROTATION',
  'UNLIMITED_TENANT',
  'EXPOSED_INTERNODE',
  'UNSEEN_CERTIFICATE',
  'UNCHECKED_REQUESTS',
  'SHARED_NAMESPACE',
  'UI_UNUSABLE',
  'SHARED_KEYS',
  'UNSEEN_SERVER_VERSION',
  'CLUSTER_ACTIONS_WITHHELD',
  'NO_ACCESS',
  'INVALID_CHAIN',
];
/** Its program needs a certificate store that was made for another one, as `stored-certificates.test.ts` makes it. */
const WITH_A_STORE = 'stored-certificates';

test('every rule finds something in a program, of the codes that it says', async () => {
  const found = new Set<Rule<never>>(ALL.filter(({ id }) => id === WITH_A_STORE));
  const undeclared: string[] = [];
  for (const rule of ALL) {
    const { check } = rule;
    jest.spyOn(rule, 'check').mockImplementation((evidence) => {
      const problems = check(evidence);
      if (problems.length > 0) found.add(rule);
      undeclared.push(
        ...problems.filter(({ code }) => !rule.codes.includes(code)).map(({ code }) => `${rule.id} ${code}`),
      );
      return problems;
    });
  }
  for (const { build } of Object.values(BROKEN).flat()) {
    synthesis((outdir) => {
      const program = new Program(outdir);
      build(program);
      program.app.synth();
    });
  }
  for (const { code, refused } of ENTRIES) if (PAGE.includes(code)) await runExample(refused);
  expect(ALL.filter((rule) => !found.has(rule)).map(({ id }) => id)).toEqual([]);
  expect(undeclared).toEqual([]);
}, 60_000);

test.each(Object.entries(MODES))('every rule has a name of its own where the mode is %s', (_, rules) => {
  const ids = [...PKI_RULES, ...rules, ...RULES].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

import type { Command } from 'commander';
import type { Context } from '../group';
import { withProgram } from '../program';
import { type ExplainOptions, explain, whoCan } from './ask';
import { DIFF_EXIT, type DiffOptions, diff } from './diff';
import { type CompileOptions, check, compile, table } from './show';
import type { PolicySource } from './source';
import { type TestOptions, test } from './test-cases';

const EXIT_CODES = `
Exit codes:
  0  done; the call is allowed, the policies are the same, or every case is decided as expected
  1  refused or failed; the call is denied, or a case is decided otherwise
  2  the command was not understood
  ${DIFF_EXIT.narrower}  diff: somebody may do less, and nobody more
  ${DIFF_EXIT.wider}  diff: somebody may do more
`;

/** The commands about who may do what. */
export function registerPolicy(program: Command, context: Context): void {
  const policy = program
    .command('policy')
    .description('who may do what, by the roles of a program or by a policy that was compiled before')
    .addHelpText('after', EXIT_CODES);
  addShown(policy, context);
  addAsked(policy, context);
  addCompared(policy, context);
}

function addShown(policy: Command, { terminal, end }: Context): void {
  sourced(policy, 'check', 'read the policy and say what is in it').action((options: PolicySource) =>
    end(check(options, terminal)),
  );
  sourced(policy, 'table', 'roles and who holds them, as Markdown').action((options: PolicySource) =>
    end(table(options, terminal)),
  );
  sourced(policy, 'compile', 'write the policy as JSON, to be kept and compared')
    .option('--out <file>', 'where it is written, in the place of the one before (default: standard output)')
    .action(async (options: CompileOptions) => end(await compile(options, terminal)));
}

function addAsked(policy: Command, { terminal, end }: Context): void {
  asking(sourced(policy, 'explain', 'whether somebody may make a call, and why'))
    .option('--user <sub>', 'the person who calls')
    .option('--service <name>', 'the service that calls')
    .option('--group <name...>', 'groups that the caller is a member of')
    .action((api: string, namespace: string | undefined, options: ExplainOptions) =>
      end(explain(api, namespace, options, terminal)),
    );
  asking(sourced(policy, 'who-can', 'everybody who may make a call, and by which role')).action(
    (api: string, namespace: string | undefined, options: ExplainOptions) =>
      end(whoCan(api, namespace, options, terminal)),
  );
}

function addCompared(policy: Command, { terminal, end }: Context): void {
  const { Option } = require('commander') as typeof import('commander');
  sourced(policy, 'diff', 'who may do more or less than by a policy that was compiled before')
    .argument('[before]', 'the file that compile wrote')
    .addOption(
      new Option('--modes', 'instead, what changes where Enforcement of the program becomes the other one').conflicts(
        'policy',
      ),
    )
    .option('--json', 'as JSON')
    .action((before: string | undefined, options: DiffOptions) => end(diff(before, options, terminal)));
  sourced(policy, 'test', 'decide the cases of a file, and say which come out otherwise than expected')
    .argument('<cases>', 'a YAML or JSON file')
    .option('--json', 'as JSON')
    .action((cases: string, options: TestOptions) => end(test(cases, options, terminal)));
}

function sourced(policy: Command, name: string, what: string): Command {
  const { Option } = require('commander') as typeof import('commander');
  return withProgram(policy.command(name))
    .description(what)
    .addOption(
      new Option('--policy <file>', 'a policy that compile wrote, in the place of a program').conflicts([
        'app',
        'plan',
      ]),
    )
    .option('--stack <path>', 'the stack that is meant, where the program has several');
}

function asking(command: Command): Command {
  return command
    .argument('<api>', 'StartWorkflowExecution, or its full gRPC name')
    .argument('[namespace]', 'the Temporal namespace; none for calls on the cluster')
    .option('--request <file>', "the request in protobuf's JSON (default: an empty one)")
    .option('--json', 'as JSON');
}

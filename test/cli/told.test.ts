import { execFileSync } from 'node:child_process';
import { Command } from 'commander';
import { toldWords } from '../../src/cli/told';

const parsed = (...args: string[]) =>
  new Command()
    .option('--store <folder>')
    .option('--ui')
    .option('--person <name>', '', (value: string, former: string[] = []) => [...former, value])
    .option('--json')
    .parse(args, { from: 'user' });
const SOURCE = ['store', 'ui', 'person'];

describe('what a command was told', () => {
  test('is each of its options that others need too, and no other', () => {
    expect(toldWords(parsed('--ui', '--json', '--person', 'ann', '--person=bob'), SOURCE)).toBe(
      '--ui --person ann --person bob',
    );
    expect(toldWords(parsed('--json'), SOURCE)).toBe('');
  });

  test.each(['a b', "it's", '$(reboot)', '"', '*', '~/x', ''])('is read by a shell as it was given: %j', (store) => {
    const words = toldWords(parsed('--store', store), SOURCE);
    const read = execFileSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
    expect(read.split('\0')).toEqual(['--store', store, '']);
  });
});

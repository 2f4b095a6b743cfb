import { completeCommands, nextCommand } from '../../src/core/next-command';

describe('a command that a message names', () => {
  test('stands in quotes as it is typed', () => {
    expect(nextCommand('renew a --new-key')).toBe('"npx temporal-auth pki renew a --new-key"');
  });

  test('is completed by what this run was told, in text and in JSON, wherever it stands', () => {
    const text = `Run ${nextCommand('issue')}, then ${nextCommand('verify')}.`;
    const words = '--app \'node "main.js"\'';
    expect(completeCommands(text, words)).toBe(
      `Run "npx temporal-auth pki issue ${words}", then "npx temporal-auth pki verify ${words}".`,
    );
    expect(JSON.parse(completeCommands(JSON.stringify({ text }), words))).toEqual({
      text: completeCommands(text, words),
    });
    expect(completeCommands(text, '')).toBe(text);
  });
});

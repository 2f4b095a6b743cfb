import type { Command, Option } from 'commander';

/** What a command was told of the program and its passphrase, as it would be typed again: every command needs it. */
export function toldWords(command: Command, names: readonly string[]): string {
  return command.options
    .filter((option) => names.includes(option.attributeName()))
    .flatMap((option) => wordsOf(option, command.getOptionValue(option.attributeName())))
    .map(quoted)
    .join(' ');
}

function wordsOf({ long }: Option, value: unknown): string[] {
  if (value === undefined || long == null) return [];
  if (value === true) return [long];
  return [value].flat().flatMap((each) => [long, String(each)]);
}

/** A word that a shell reads as it is meant. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** How messages name a command of `temporal-auth pki`: in quotes, as it is typed where the library is installed. */
export function nextCommand(args: string): string {
  return `"npx temporal-auth pki ${args}"`;
}

/** Such a command in a text, or in JSON, where its quotes are escaped. */
const NAMED = /(npx temporal-auth pki [^"\\\n]+)(\\?)(?=")/g;

/** Adds the same words to each command that a text names. */
export function completeCommands(text: string, words: string): string {
  if (words === '') return text;
  return text.replace(
    NAMED,
    (_, command, escaped) => `${command} ${escaped ? JSON.stringify(words).slice(1, -1) : words}${escaped}`,
  );
}

/** Where a command writes to, so that a test can read it. */
export interface Terminal {
  /** Results, for people or machines. */
  out(text: string): void;
  /** What goes on, and what went wrong. */
  err(text: string): void;
}

/** The codes that the command ends with. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Refused or failed; nothing, or only what is said, has changed. */
  failed: 1,
  /** The command was not understood. */
  usage: 2,
  /** Nothing failed, but the store is not what the program asks for. */
  behind: 3,
} as const;

/** Data as JSON, for machines. */
export function jsonText(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** A table for people: columns as wide as their widest cell. */
export function table(rows: ReadonlyArray<readonly string[]>): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const padded = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  return padded.map((line) => `${line.trimEnd()}\n`).join('');
}

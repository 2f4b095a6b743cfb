import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract, withTable } from '../contract/write-tables';
import { AUTHORIZATION_FIXES } from '../src/temporal/server/authorization-fixes';

/** The page of server versions with its tables as they follow from the sources. */
export function withVersionTables(page: string): string {
  return withTable(withTable(page, 'fixes', fixes()), 'tables', tables());
}

function fixes(): string {
  const rows = AUTHORIZATION_FIXES.map(({ id, what, fixedIn, source }) => {
    const [, pull] = /\/pull\/(\d+)$/.exec(source) ?? [];
    const where = pull === undefined ? `\`${source}\`` : `[#${pull}](${source})`;
    return `| \`${id}\` | ${what} | ${fixedIn.join(', ')} | ${where} |`;
  });
  return ['| fix | what holds with it | first fixed patches | source |', '|---|---|---|---|', ...rows].join('\n');
}

function tables(): string {
  const rows = readContract().tables.map(({ server, apis }) => `| \`apis-${server}.json\` | ${apis.length} |`);
  return ['| table | APIs |', '|---|---|', ...rows].join('\n');
}

if (require.main === module) {
  const page = join(__dirname, 'guide', 'server-versions.md');
  writeFileSync(page, withVersionTables(readFileSync(page, 'utf8')));
}

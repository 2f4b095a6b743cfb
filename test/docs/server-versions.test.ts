import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { withVersionTables } from '../../docs/server-versions';

test('the page of server versions has the tables that "npx projen docs" makes of the sources', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/guide/server-versions.md'), 'utf8');
  expect(withVersionTables(page)).toBe(page);
  expect(page.match(/^\| `[a-z0-9-]+` \|/gm)).toHaveLength(9);
});

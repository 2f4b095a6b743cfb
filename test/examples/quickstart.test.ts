import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { EXAMPLES, runExample } from '../support/example';
import { findingsText } from './findings-text';

const { files, auth, warnings } = runExample('quickstart');

describe('the quickstart', () => {
  test('is a program of less than 60 lines', () => {
    const lines = readFileSync(path.join(EXAMPLES, 'quickstart', 'main.ts'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeLessThan(60);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('writes the manifests that were reviewed', () => {
    expect([...files.keys()]).toEqual(['temporal-auth.k8s.yaml']);
    expect(files.get('temporal-auth.k8s.yaml')).toMatchSnapshot();
  });

  test('finds what was reviewed, all of it acknowledged, and warns of nothing', () => {
    expect(findingsText(auth.findings())).toMatchSnapshot();
    expect(auth.findings().filter(({ acknowledged }) => acknowledged === undefined)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test('lists the claim that the worker’s API key must carry', () => {
    expect(auth.claims()).toEqual([
      { subjectKind: 'SERVICE', subject: 'payments-worker', permissions: ['payments:write'] },
    ]);
  });
});

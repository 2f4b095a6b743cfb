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

  test('finds what was reviewed: its worker may do more than it asks for, and nobody checks who asks for certificates', () => {
    expect(findingsText(auth.findings())).toMatchSnapshot();
    expect(warnings).toHaveLength(2);
  });

  test('lists the claim that the worker’s API key must carry', () => {
    expect(auth.claims()).toEqual([
      { subjectKind: 'SERVICE', subject: 'payments-worker', permissions: ['payments:write'] },
    ]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type ApiObject, Include, Yaml } from 'cdk8s';
import type { Construct } from 'constructs';

/** Objects that come from a file of YAML, as those of a rendered chart do. */
export function included(scope: Construct, id: string, objects: readonly object[]): ApiObject[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'included-'));
  const url = path.join(folder, 'rendered.yaml');
  writeFileSync(url, Yaml.stringify(...objects));
  const { apiObjects } = new Include(scope, id, { url });
  rmSync(folder, { recursive: true });
  return apiObjects;
}

/** The floor: objects read as JSON and written as YAML, as cdk8s writes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';

const objects: unknown[] = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const documents = objects.map((object) => stringify(object, { lineWidth: 0, version: '1.1' }));
writeFileSync(`${process.env.CDK8S_OUTDIR}/chart-0.k8s.yaml`, documents.join('---\n'));

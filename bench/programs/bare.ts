/** The same objects as constructs of cdk8s and nothing more. */
import { readFileSync } from 'node:fs';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';

const objects: ApiObjectProps[] = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const app = new App();
const chart = new Chart(app, 'chart-0');
for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, object);
app.synth();

/** The same objects as constructs of cdk8s and nothing more. The last line says how many seconds of CPU synthesis takes. */
import { readFileSync } from 'node:fs';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';

const [, , file, kind] = process.argv;
const objects: ApiObjectProps[] = JSON.parse(readFileSync(file, 'utf8'));
const app = kind === 'fast' ? new (require('cdk8s-temporal-auth').FastApp)() : new App();
const chart = new Chart(app, 'chart-0');
for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, object);
const started = process.cpuUsage();
app.synth();
const { user, system } = process.cpuUsage(started);
console.log((user + system) / 1e6);

/** Equivalent objects by cdk8s-plus-27, as far as it has constructs for them. */
import { readFileSync } from 'node:fs';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import { ConfigMap, ServiceAccount } from 'cdk8s-plus-27';

const objects: ApiObjectProps[] = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const app = new App();
const chart = new Chart(app, 'chart-0');
for (const [index, object] of objects.entries()) {
  const { metadata, data } = object;
  const id = `object-${index}`;
  if (object.kind === 'ServiceAccount') new ServiceAccount(chart, id, { metadata, automountToken: false });
  else if (object.kind === 'ConfigMap') new ConfigMap(chart, id, { metadata, data });
  else new ApiObject(chart, id, object);
}
app.synth();

import { ApiObject, App, Chart, JsonPatch, YamlOutputType } from 'cdk8s';
import { emit } from '../../../src/core/objects/emit';
import { overwrittenFiles } from '../../../src/core/objects/output-files';
import { messageOf } from '../../../src/core/problem';
import { CertificateAuthority } from '../../../src/pki/authorities/certificate-authority';
import { RequestApproval } from '../../../src/pki/cert-manager/request-approval';
import { PkiProgram } from '../../support/pki-program';
import { synthesis } from '../../support/synthesis';

const { FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;

const object = (chart: Chart, id: string, kind: string, name: string, namespace = 'a') =>
  new ApiObject(chart, id, { apiVersion: 'v1', kind, metadata: { name, namespace } });
const one = (app: App) => new Chart(app, 'one');
const two = (app: App) => [one(app), new Chart(app, 'two')];

/** Objects of other names whose files have one. */
const LOST: Array<[string, YamlOutputType, (app: App) => unknown]> = [
  [
    'of two namespaces',
    FILE_PER_RESOURCE,
    (app) => two(app).map((chart, at) => object(chart, 'A', 'Role', 'a', `${at}`)),
  ],
  [
    'whose names differ by what no file is called',
    FILE_PER_RESOURCE,
    (app) => two(app).map((chart, at) => object(chart, 'A', 'Role', ['a:b', 'ab'][at])),
  ],
  [
    'whose kinds and names run together',
    FILE_PER_RESOURCE,
    (app) => [object(one(app), 'A', 'Role', 'a.b'), object(new Chart(app, 'two'), 'A', 'Role.a', 'b')],
  ],
  [
    'of two groups',
    FILE_PER_RESOURCE,
    (app) =>
      two(app).map(
        (chart, at) => new ApiObject(chart, 'A', { apiVersion: `${at}.io/v1`, kind: 'Role', metadata: { name: 'a' } }),
      ),
  ],
  [
    'renamed by a patch',
    FILE_PER_RESOURCE,
    (app) =>
      two(app).map((chart, at) =>
        object(chart, 'A', 'Role', `${at}`, `${at}`).addJsonPatch(JsonPatch.replace('/metadata/name', 'a')),
      ),
  ],
  [
    'of two namespaces in one chart',
    FOLDER_PER_CHART_FILE_PER_RESOURCE,
    (app) => {
      const chart = one(app);
      object(chart, 'A', 'Role', 'a', 'b');
      object(chart, 'B', 'Role', 'a', 'c');
    },
  ],
  [
    'renamed by a patch in one chart',
    FOLDER_PER_CHART_FILE_PER_RESOURCE,
    (app) => {
      const chart = one(app);
      object(chart, 'A', 'Role', 'a');
      object(chart, 'B', 'Role', 'a').addJsonPatch(JsonPatch.replace('/metadata/name', 'b'));
    },
  ],
];

function written(yamlOutputType: YamlOutputType, declare: (app: App) => unknown, isOurs: boolean) {
  return synthesis((outdir) => {
    const app = new App({ outdir, yamlOutputType });
    declare(app);
    if (isOurs) emit(new Chart(app, 'ours'), 'A', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ours' } });
    app.synth();
  });
}

describe('files of objects', () => {
  test.each(LOST)('K09 are refused where one would overwrite another: %s', (_what, type, declare) => {
    expect(written(type, declare, false).files.size).toBe(1);
    const { files, error } = written(type, declare, true);
    expect(files.size).toBe(0);
    expect(error).toMatch(
      /\[DUPLICATE_OBJECT\] (one|two)\/[AB]: App.yamlOutputType is "F\w+"; expected .*: 1 would be overwritten, for example "(one\/)?Role\.a?\.?.*" of one\/A/,
    );
  });

  test('K09 are refused where they differ by capitals alone, which not every disk tells apart', () => {
    const app = new App({ yamlOutputType: FILE_PER_RESOURCE });
    two(app).map((chart, at) => object(chart, 'A', 'Role', ['a', 'A'][at]));
    expect(overwrittenFiles(app).map(messageOf)).toEqual([expect.stringContaining('"Role.A" of one/A')]);
  });

  test.each(LOST)('are written where each chart, or the whole, has a file: %s', (_what, _type, declare) => {
    for (const type of [FILE_PER_APP, FILE_PER_CHART]) expect(written(type, declare, true).error).toBe('');
  });

  test('are written in folders where the objects of a chart differ', () => {
    const { error, files } = written(FOLDER_PER_CHART_FILE_PER_RESOURCE, LOST[0][2], true);
    expect([error, [...files.keys()]]).toEqual([
      '',
      ['one/Role.a.k8s.yaml', 'ours/ConfigMap.ours.k8s.yaml', 'two/Role.a.k8s.yaml'],
    ]);
  });

  test('K09 say for a whole program how many would be lost', () => {
    const { app, pki, elsewhere } = new PkiProgram({
      requestApproval: RequestApproval.approverPolicy(),
      frontend: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
      clients: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
    });
    pki.addServiceCertificate('worker', { scope: elsewhere });
    Object.assign(app, { yamlOutputType: FILE_PER_RESOURCE });
    const found = overwrittenFiles(app).map(messageOf);
    expect(found).toEqual([
      expect.stringMatching(
        /expected a file for each object: 5 would be overwritten, for example "Role\.temporal-cert/,
      ),
    ]);
    Object.assign(app, { yamlOutputType: FILE_PER_CHART });
    expect(overwrittenFiles(app)).toEqual([]);
  });
});

import { App, Chart, YamlOutputType } from 'cdk8s';
import { emit } from '../../../src/core/objects/emit';
import { lateText } from '../../../src/core/objects/late-text';
import { synthesis } from '../../support/synthesis';

describe('a name that comes late', () => {
  test.each([YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])(
    'is that of the object and of its file: %s',
    (outputType) => {
      let name = 'too-early';
      const { files, error } = synthesis((outdir) => {
        const app = new App({ outdir, yamlOutputType: outputType });
        const metadata = { name: lateText(() => name), namespace: 'temporal' };
        emit(new Chart(app, 'temporal'), 'Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
        name = 'policy';
        app.synth();
      });
      expect(error).toBe('');
      expect([...files]).toEqual([
        [expect.stringMatching(/ConfigMap\.policy\.k8s\.yaml$/), expect.stringContaining('name: policy')],
      ]);
    },
  );
});

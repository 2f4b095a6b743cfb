import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import type { Construct } from 'constructs';
import { errorOf, type Problem } from '../problem';
import { constructsIn, documentsIn } from './written';

/** A file's name and the path of the construct that is written there. */
type Place = readonly [file: string, path: string];

/**
 * Files that cdk8s would write twice, so that the first content is lost: it names the file of an object by kind and name alone.
 * Files of charts carry a hash of the chart's path.
 */
export function overwrittenFiles(app: Construct): Problem[] {
  if (!(app instanceof App)) return [];
  const owners = new Map<string, string>();
  const lost = placesIn(app).filter(([file, path]) => {
    const key = file.toLowerCase(); // as macOS and Windows read it
    const isTaken = owners.has(key);
    if (!isTaken) owners.set(key, path);
    return isTaken;
  });
  if (lost.length === 0) return [];
  const [[file, path]] = lost;
  return [
    errorOf('DUPLICATE_OBJECT', {
      option: 'App.yamlOutputType',
      path,
      value: YamlOutputType[app.yamlOutputType],
      expected: `a file for each object: ${lost.length} would be overwritten, for example "${file}" of ${owners.get(file.toLowerCase())}`,
      fix: 'Choose YamlOutputType.FILE_PER_CHART or FILE_PER_APP.',
    }),
  ];
}

function placesIn(app: App): Place[] {
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_RESOURCE:
      return documentsIn(app).map(({ json, construct }) => [
        fileOf(json.kind, json.metadata?.name),
        construct.node.path,
      ]);
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return constructsIn(app)
        .filter(ApiObject.isApiObject)
        .map((object) => [
          `${Names.toDnsLabel(Chart.of(object))}/${fileOf(object.kind, object.metadata.name)}`,
          object.node.path,
        ]);
    default:
      return [];
  }
}

/** As cdk8s names it. */
function fileOf(kind: string, name?: string): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

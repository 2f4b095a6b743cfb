import { goDuration } from '../core/durations';
import type { Manifest } from '../core/objects/manifest';
import { sortedBy } from '../core/order';
import type { ExternalSecretModel, RenderedFileModel, TemplatePartModel } from './model';

/** The ExternalSecret, with every default of the operator written out. */
export function renderExternalSecret(model: ExternalSecretModel): Manifest {
  return {
    apiVersion: model.apiVersion,
    kind: 'ExternalSecret',
    metadata: { name: model.name, namespace: model.namespace },
    spec: {
      refreshInterval: goDuration(model.refreshIntervalSeconds),
      secretStoreRef: { kind: model.store.kind, name: model.store.name },
      target: {
        name: model.name,
        creationPolicy: model.creationPolicy,
        deletionPolicy: model.deletionPolicy,
        template: {
          ...(model.type !== undefined && { type: model.type }),
          engineVersion: 'v2',
          // Without it a template would drop the fetched keys, which references point to.
          mergePolicy: 'Merge',
          ...(model.files.length > 0 && { data: renderFiles(model.files) }),
        },
      },
      data: sortedBy(model.values, (value) => value.key).map(({ key, remoteKey, property }) => ({
        secretKey: key,
        remoteRef: {
          key: remoteKey,
          ...(property !== undefined && { property }),
          conversionStrategy: 'Default',
          decodingStrategy: 'None',
          metadataPolicy: 'None',
        },
      })),
    },
  };
}

function renderFiles(files: readonly RenderedFileModel[]): Record<string, string> {
  const write = (part: TemplatePartModel) => (part.kind === 'literal' ? part.text : quotedValue(part.key));
  return Object.fromEntries(
    sortedBy(files, ({ key }) => key).map(({ key, parts }) => [key, parts.map(write).join('')]),
  );
}

/**
 * A value as a double-quoted string. `toJson` escapes what JSON wants escaped, all of which TOML reads alike; TOML wants
 * U+007F escaped as well. A missing or empty value stops the operator: `index` would read it as an empty text, and a file
 * without its secret would be written. Source: External Secrets, template engine v2; sprig; TOML 1.0, "String".
 */
function quotedValue(key: string): string {
  const value = `index . ${JSON.stringify(key)}`;
  const del = String.raw`"\u007f" "\\u007f"`;
  return `{{ with ${value} }}{{ . | toJson | replace ${del} }}{{ else }}{{ fail ${JSON.stringify(`${key} is missing or empty`)} }}{{ end }}`;
}

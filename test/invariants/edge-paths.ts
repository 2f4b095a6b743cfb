import { edgeName, edgesOf } from '../../src/edges/edges';
import { type EndEvidence, Evidence, isRenderable } from './edge-evidence';
import type { Invariant } from './invariant';

/**
 * Every path that is rendered into a configuration, a profile or an environment is a file that its pod mounts. Temporal starts
 * without some of them and lets callers past, or silences the checks of expiry for the whole process.
 */
export const edgePaths: Invariant = (model) => {
  const edges = edgesOf(model);
  if (!isRenderable(edges)) return [];
  const evidence = new Evidence(model);
  const read = edges.flatMap((edge) =>
    [...evidence.ofCaller(edge), ...evidence.ofCallee(edge)].map((end) => ({ name: edgeName(edge), end })),
  );
  return evidence.paths().flatMap(({ pod, files, named }) =>
    named
      .filter(({ path }) => !files.some((file) => file.path === path))
      .map(({ what, path }) => {
        const broken = read.filter(({ end }) => end.pod === pod && reads(end, path)).map(({ name }) => name);
        const [first] = broken;
        const where = first === undefined ? pod : `${first}: ${pod}`;
        return {
          option: `${where}: ${what}`,
          value: path,
          expected: `one of the files of the pod: ${files.map((file) => file.path).join(', ')}`,
          ...(broken.length > 1 && { details: broken }),
        };
      }),
  );
};

function reads({ certificate, key, trust }: EndEvidence, path: string): boolean {
  return [certificate, key, ...trust].some((named) => named?.path === path);
}

import { spawnSync } from 'node:child_process';
import { refuse } from '../../core/errors';
import { groupedBy } from '../../core/order';
import { describeKey, type TrustModel } from '../../pki/model/trust';
import { type PublicObjects, readPublic, requirePublicKey } from './public-objects';

/** Which cluster is asked. */
export interface ClusterOptions {
  /** The context of the kubeconfig. @default - the current one */
  readonly context?: string;
  /** The kubeconfig file. @default - where kubectl looks for it */
  readonly kubeconfig?: string;
}

/** A key stands alone on its line: name, key and value, each of them without blanks. */
const LINE = /^(\S+) (\S+) (\S*)$/;
const LARGEST_ANSWER = 64 * 1024 * 1024;
/** So that the names fit into a command line of every system. */
const OBJECTS_AT_ONCE = 100;

/**
 * Certificates in a cluster, read by `kubectl get`. kubectl's template prints the keys that are asked for and no others, so no
 * private key reaches this process. Whoever runs it needs leave to get these objects by name, not to list them.
 */
export class ClusterObjects implements PublicObjects {
  public readonly place: string;

  constructor(private readonly options: ClusterOptions = {}) {
    this.place = options.context === undefined ? 'the cluster' : `the cluster of context ${options.context}`;
  }

  /** Throws `KUBECTL_FAILED`, `INVALID_VALUE`. */
  public read(keys: readonly TrustModel[]): ReadonlyMap<string, string> {
    for (const key of keys) requirePublicKey(key);
    const texts = new Map<string, string>();
    for (const group of grouped(keys)) {
      for (const [key, text] of this.get(group)) texts.set(key, text);
    }
    return readPublic(keys, (key) => texts.get(describeKey(key)));
  }

  /** Keys of one kind in one namespace. */
  private get(keys: readonly TrustModel[]): Map<string, string> {
    const [{ kind, namespace }] = keys;
    const names = [...new Set(keys.map(({ name }) => name))];
    const answer = this.kubectl(
      'get',
      kind.toLowerCase(),
      ...names,
      `--namespace=${namespace}`,
      '--ignore-not-found',
      `--output=go-template=${template(keys)}`,
    );
    const texts = new Map<string, string>();
    for (const line of answer.split('\n')) {
      const [, name, key, value] = LINE.exec(line) ?? [];
      if (name !== undefined) texts.set(describeKey({ kind, namespace, name, key }), decode(kind, value));
    }
    return texts;
  }

  private kubectl(...args: string[]): string {
    const { context, kubeconfig } = this.options;
    const which = [
      ...(context === undefined ? [] : [`--context=${context}`]),
      ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ];
    const { status, stdout, stderr, error } = spawnSync('kubectl', [...args, ...which, '--request-timeout=30s'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: process.env,
      maxBuffer: LARGEST_ANSWER,
    });
    if (error === undefined && status === 0) return stdout;
    return refuse('KUBECTL_FAILED', {
      option: `kubectl ${args.slice(0, 2).join(' ')}`,
      found: this.place,
      expected: 'a kubectl that reaches the cluster and may get these objects',
      // Its last line is the outcome; lines before it are attempts.
      fix: `It said: ${(error?.message ?? stderr.trim().split('\n').slice(-1)[0]) || `exit code ${status}`}`,
    });
  }
}

/** What kubectl is to print: a line for each key, and nothing that is not asked for. Names and keys are checked by the plan's reader. */
function template(keys: readonly TrustModel[]): string {
  const wanted = keys.map(({ name, key }) => `(and (eq $n "${name}") (eq $k "${key}"))`).join(' ');
  // A Secret's values are base64; a ConfigMap's may hold anything, line feeds among it.
  const value = keys[0].kind === 'Secret' ? '$v' : '(urlquery $v)';
  const object = `{{$n := .metadata.name}}{{range $k, $v := .data}}{{if or ${wanted}}}{{$n}} {{$k}} {{${value}}}{{"\\n"}}{{end}}{{end}}`;
  // Several objects come as a list, a single one as itself.
  return `{{if .items}}{{range .items}}${object}{{end}}{{else if .metadata.name}}${object}{{end}}`;
}

function decode(kind: TrustModel['kind'], value: string): string {
  if (kind === 'Secret') return Buffer.from(value, 'base64').toString('utf8');
  return decodeURIComponent(value.replaceAll('+', ' '));
}

/** By kind and namespace, since one call asks for one of each. */
function grouped(keys: readonly TrustModel[]): TrustModel[][] {
  const groups = groupedBy(keys, ({ kind, namespace }) => `${kind} ${namespace}`);
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / OBJECTS_AT_ONCE) }, (_, index) =>
      group.slice(index * OBJECTS_AT_ONCE, (index + 1) * OBJECTS_AT_ONCE),
    ),
  );
}

import { parse, stringify } from 'yaml';
import type { KubeObject } from '../../gen/program';
import { identityOf } from '../../support/references';

// biome-ignore lint/suspicious/noExplicitAny: manifests are broken in whatever way
type Any = any;

/** What somebody does to written objects: the rule that must see it, what it is, and how it is done. */
export type Fault = readonly [rule: string, what: string, breakIt: (broken: Broken) => unknown];

/** A copy of what was written of `FULL_PROGRAM`, to be broken; its first server is called `temporal`. */
export class Broken {
  public readonly objects: Any[];

  constructor(objects: readonly KubeObject[]) {
    this.objects = structuredClone(objects) as Any[];
  }

  public object(identity: string): Any {
    const found = this.objects.find((object) => identityOf(object) === identity);
    if (found === undefined) throw new Error(`there is no ${identity}`);
    return found;
  }

  /** Sets what a path of an object's `spec` leads to, or removes it. */
  public spec(identity: string, path: string, value?: unknown): void {
    set(this.object(identity).spec, path, value);
  }

  /** Sets what a path of the first rule of a Role leads to. */
  public rule(identity: string, path: string, value: unknown): void {
    set(this.object(identity).rules[0], path, value);
  }

  /** Has the Role that reads Secrets read another one. */
  public grant(secret: string): void {
    const role = this.objects.find(({ kind, rules }) => kind === 'Role' && rules[0].verbs[0] === 'get');
    role.rules[0].resourceNames.push(secret);
  }

  /** Sets what a path of a server's configuration leads to, or removes it. */
  public config(key: 'frontend.yaml' | 'internal.yaml', path: string, value?: unknown): void {
    const { data } = this.object('ConfigMap temporal/temporal-server-config');
    const config = parse(data[key]);
    set(config, path, value);
    data[key] = stringify(config);
  }

  /** Replaces a text in a key of an object's data. */
  public text(configMap: string, key: string, from: string, to: string): void {
    const { data } = this.object(`ConfigMap temporal/${configMap}`);
    if (!data[key].includes(from)) throw new Error(`there is no ${from} in ${key}`);
    data[key] = data[key].replace(from, to);
  }

  public remove(identity: string): void {
    this.objects.splice(this.objects.indexOf(this.object(identity)), 1);
  }

  /** The pod of a component of the first server. */
  public pod(component: string): Any {
    const isOf = ({ metadata: { name } }: Any) => name.includes(`workload-temporal-${component}-`);
    const found = this.objects.find((object) => object.kind === 'Deployment' && isOf(object));
    if (found === undefined) throw new Error(`there is no pod of ${component}`);
    return found.spec.template.spec;
  }

  public variable(component: string, name: string, value: string): void {
    this.pod(component).containers[0].env.find((variable: Any) => variable.name === name).value = value;
  }

  /** What a pod has mounted at a path. */
  public mounted(component: string, mountPath: string): Any {
    const { containers, volumes } = this.pod(component);
    const { name } = containers[0].volumeMounts.find((mount: Any) => mount.mountPath === mountPath);
    return volumes.find((volume: Any) => volume.name === name).secret;
  }

  /** Has a pod mount another Secret at a path. */
  public swap(component: string, mountPath: string, secretName: string): void {
    this.mounted(component, mountPath).secretName = secretName;
  }

  /** Has a pod mount one key more. */
  public mount(component: string, secretName: string, key: string, mountPath = '/etc/temporal-auth/more'): void {
    const { containers, volumes } = this.pod(component);
    volumes.push({ name: 'more', secret: { secretName, defaultMode: 0o400, items: [{ key, path: key }] } });
    containers[0].volumeMounts.push({ name: 'more', mountPath, readOnly: true });
  }
}

function set(root: Any, path: string, value: unknown): void {
  const steps = path.split('/');
  const last = steps.pop() as string;
  const parent = steps.reduce((object, step) => object[step], root);
  if (value === undefined && !(last in parent)) throw new Error(`there is no ${path}`);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}

/**
 * What Temporal's official chart makes, as far as another's part can meet it: whom the pods run as, their containers' variables
 * and mounts, the volumes. Source: temporalio/helm-charts, charts/temporal 1.6.0, with internal-frontend, and with the Web UI and
 * the command line told of the frontend as a `TemporalAuthStack` names it.
 */
export const OFFICIAL_CHART: readonly object[] = [
  ...['frontend', 'internal-frontend', 'history', 'matching', 'worker'].map(serverDeployment),
  deployment('web', {
    serviceAccountName: 'default',
    containers: [
      {
        name: 'temporal-web',
        image: 'temporalio/ui:2.52.0',
        env: [variable('TEMPORAL_ADDRESS', 'temporal-frontend.temporal.svc.cluster.local:7233')],
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      },
    ],
  }),
  deployment('admintools', {
    serviceAccountName: 'default',
    containers: [
      {
        name: 'admin-tools',
        image: 'temporalio/admin-tools:1.31.2',
        env: ['TEMPORAL_CLI_ADDRESS', 'TEMPORAL_ADDRESS'].map((name) =>
          variable(name, 'temporal-frontend.temporal.svc.cluster.local:7233'),
        ),
      },
    ],
  }),
  schemaJob(),
];

function labelsOf(component: string) {
  return {
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/instance': 'temporal',
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name': 'temporal',
  };
}

/** A template of the chart leaves an empty key where there are no annotations. */
function deployment(component: string, pod: object, annotations: object | null = null): object {
  const labels = labelsOf(component);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `temporal-${component}`, annotations: null, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { annotations, labels }, spec: pod },
    },
  };
}

function variable(name: string, value: string) {
  return { name, value };
}

function password(name: string, store: string) {
  return { name, valueFrom: { secretKeyRef: { name: `temporal-${store}-store`, key: 'password' } } };
}

function serverDeployment(service: string): object {
  const pod = {
    serviceAccountName: 'default',
    securityContext: { fsGroup: 1000, runAsUser: 1000 },
    containers: [
      {
        name: `temporal-${service}`,
        image: 'temporalio/server:1.31.2',
        env: [
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          variable('SERVICES', service),
          variable('TEMPORAL_SERVICES', service),
          variable('TEMPORAL_SERVER_CONFIG_FILE_PATH', '/etc/temporal/config/config_template.yaml'),
          password('TEMPORAL_DEFAULT_STORE_PASSWORD', 'default'),
          password('TEMPORAL_VISIBILITY_STORE_PASSWORD', 'visibility'),
          variable('USE_INTERNAL_FRONTEND', '1'),
        ],
        volumeMounts: [
          { name: 'config', mountPath: '/etc/temporal/config/config_template.yaml', subPath: 'config_template.yaml' },
          { name: 'dynamic-config', mountPath: '/etc/temporal/dynamic_config' },
        ],
        resources: {},
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: 'temporal-config' } },
      {
        name: 'dynamic-config',
        configMap: {
          name: 'temporal-dynamic-config',
          items: [{ key: 'dynamic_config.yaml', path: 'dynamic_config.yaml' }],
        },
      },
    ],
    terminationGracePeriodSeconds: 70,
  };
  return deployment(service, pod, { 'checksum/config': '4b02aada', 'prometheus.io/scrape': 'true' });
}

/** It works in init containers. */
function schemaJob(): object {
  const image = 'temporalio/admin-tools:1.31.2';
  const schema = {
    name: 'manage-schema-default-store',
    image,
    command: ['sh', '-c'],
    args: ['temporal-sql-tool setup-schema -v 0.0'],
    env: [variable('SQL_HOST', 'postgres'), password('SQL_PASSWORD', 'default')],
  };
  const pod = {
    serviceAccountName: 'default',
    restartPolicy: 'OnFailure',
    initContainers: [schema],
    containers: [{ name: 'done', image, command: ['sh', '-c', 'echo done'] }],
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'temporal-schema', labels: labelsOf('database') },
    spec: { backoffLimit: 100, template: { metadata: { labels: labelsOf('database') }, spec: pod } },
  };
}

import type { ServerService } from '../../model/temporal';

/** Ports of a service. There is no `httpPort`: on internal-frontend it would open the frontend's TLS to system admins. */
export interface ServicePorts {
  readonly grpcPort: number;
  readonly membershipPort: number;
}

/** Temporal's own default ports. Source: common/config/config_template_embedded.yaml of the server. */
export const PORTS: Readonly<Record<ServerService, ServicePorts>> = {
  frontend: { grpcPort: 7233, membershipPort: 6933 },
  'internal-frontend': { grpcPort: 7236, membershipPort: 6936 },
  history: { grpcPort: 7234, membershipPort: 6934 },
  matching: { grpcPort: 7235, membershipPort: 6935 },
  worker: { grpcPort: 7239, membershipPort: 6939 },
};

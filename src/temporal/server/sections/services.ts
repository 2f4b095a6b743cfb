import type { Section } from '../../../model/section';
import { SERVER_SERVICES } from '../../../model/temporal';
import { PORTS } from '../ports';
import type { ServerConfig } from '../server-config';

/** `services`: all five decide from their own copy whether there is an internal frontend, so each copy has all. */
export function servicesSection(): Section<ServerConfig['services']> {
  return { config: Object.fromEntries(SERVER_SERVICES.map((service) => [service, { rpc: PORTS[service] }])) };
}

import type { Section } from '../../../model/section';
import { COMPONENTS, SERVER_SERVICES } from '../../../pki/model/component';
import type { ServerConfig } from '../server-config';

/** `services`: all five decide from their own copy whether there is an internal frontend, so each copy has all. */
export function servicesSection(): Section<ServerConfig['services']> {
  return {
    config: Object.fromEntries(SERVER_SERVICES.map((service) => [service, { rpc: COMPONENTS[service].ports }])),
  };
}

import type { PodNeeds } from '../kubernetes/model';
import type { AuthModel } from '../model/auth-model';
import {
  type ClientComponent,
  type Component,
  isService,
  type ProfileComponent,
  readsProfile,
} from '../pki/model/component';
import { profileNeeds } from './callers/client-profile';
import { componentProfile } from './callers/component-profile';
import { uiNeeds } from './callers/ui';
import { renderServer } from './server/render-server';

type Needs = (model: AuthModel) => PodNeeds;

/** Of the components that are told of the frontend by variables of their own. */
const TOLD_BY_VARIABLES: Readonly<Record<Exclude<ClientComponent, ProfileComponent>, Needs>> = { ui: uiNeeds };

/** What the pods of a component need. Each file is one key of one object: no key lies in a pod that does not use it. */
export function podNeeds(model: AuthModel, component: Component): PodNeeds {
  if (isService(component)) return renderServer(model, component);
  if (readsProfile(component)) return profileNeeds(componentProfile(model.pki, component));
  return TOLD_BY_VARIABLES[component](model);
}

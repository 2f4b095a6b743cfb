import type { PodNeeds } from '../kubernetes/model';
import type { AuthModel } from '../model/auth-model';
import type { Component } from '../pki/model/component';
import { profileNeeds } from './callers/client-profile';
import { uiNeeds } from './callers/ui';
import { renderServer } from './server/render-server';

/** What the pods of a component need. Each file is one key of one object: no key lies in a pod that does not use it. */
export function podNeeds(model: AuthModel, component: Component): PodNeeds {
  switch (component) {
    case 'ui':
      return uiNeeds(model);
    case 'command-line':
      return profileNeeds(model.commandLine);
    default:
      return renderServer(model, component);
  }
}

import { ApiObject, App } from 'cdk8s';
import type { Construct } from 'constructs';
import { messageOf, type Problem } from '../problem';
import { renderOnce } from './rendering';

/** What is wrong with a whole App and the objects in it. */
export type AppValidation = (app: Construct, objects: readonly ApiObject[]) => Problem[];

const added = new WeakMap<Construct, Set<AppValidation>>();

/** Has an App validated once, however many constructs in it ask for that. All its validations share what they render. */
export function validateOnce(scope: Construct, validation: AppValidation): void {
  const app = App.of(scope);
  const validations = added.get(app) ?? new Set();
  if (!added.has(app)) app.node.addValidation({ validate: () => renderOnce(() => problemsOf(app, validations)) });
  added.set(app, validations.add(validation));
}

function problemsOf(app: Construct, validations: ReadonlySet<AppValidation>): string[] {
  const objects = app.node.findAll().filter(ApiObject.isApiObject);
  return [...validations].flatMap((validation) => validation(app, objects).map(messageOf));
}

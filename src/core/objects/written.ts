import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { once } from './plain';
import { type Rendered, rendered } from './rendering';

/** What is written as one document, or one object of it. */
export interface Written {
  readonly json: Rendered;
  /** What it comes from: an ApiObject, or a chart that renders itself. */
  readonly construct: IConstruct;
}

const CHART_TO_JSON = Chart.prototype.toJson;

/** Whether a chart does not write its objects as these are: it may leave some out, add others, or change them. */
export function rendersItself({ toJson }: Chart): boolean {
  return toJson !== CHART_TO_JSON;
}

/** All constructs of an App. */
export function constructsIn(app: Construct): readonly IConstruct[] {
  return once(app.node, () => app.node.findAll());
}

/** The charts of an App that render themselves. */
export function chartsThatRenderThemselves(app: Construct): Chart[] {
  return constructsIn(app).filter(Chart.isChart).filter(rendersItself);
}

/** All documents of an App, whoever made them, but for those that cannot be rendered. */
export function documentsIn(app: Construct): readonly Written[] {
  return once(app, () => {
    const special = chartsThatRenderThemselves(app);
    const documents: Written[] = [];
    for (const construct of constructsIn(app)) {
      if (!ApiObject.isApiObject(construct)) continue;
      if (special.length > 0 && special.includes(Chart.of(construct))) continue;
      try {
        documents.push({ json: rendered(construct), construct });
      } catch {
        // whoever checks how objects are rendered says why
      }
    }
    for (const chart of special) documents.push(...renderedBy(chart).map((json) => ({ json, construct: chart })));
    return documents;
  });
}

/** What a chart writes that renders itself. Throws what that throws. */
export function renderedBy(chart: Chart): Rendered[] {
  return once(chart, () => chart.toJson().filter((json) => typeof json === 'object' && json !== null));
}

/** All objects of an App as they are written, those in lists apart. */
export function writtenIn(app: Construct): readonly Written[] {
  const documents = documentsIn(app);
  return once(documents, () =>
    documents.some(isList)
      ? documents.flatMap(({ json, construct }) => unlisted(json).map((one) => ({ json: one, construct })))
      : documents,
  );
}

function isList({ json }: Pick<Written, 'json'>): boolean {
  return Array.isArray(json.items);
}

/** The objects of a list, which are applied one by one, each of the kind that it names or else the list. Source: apimachinery, unstructured. */
function unlisted(json: Rendered): Rendered[] {
  if (!isList({ json })) return [json];
  const { apiVersion, kind } = json;
  const items = json.items.filter((item: unknown) => typeof item === 'object' && item !== null);
  return items.flatMap((item: Rendered) => unlisted({ apiVersion, kind: String(kind).replace(/List$/, ''), ...item }));
}

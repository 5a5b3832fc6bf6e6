import type { IncomingMessage, ServerResponse } from 'node:http';
import { variablesOf } from '@/domain/templates/text';
import type { Template, TemplateFile, WriteTemplate } from '@/api/types';
import { testTemplate } from '@testing/testTemplate';

const AT = '2026-11-20T08:00:00Z';

/** Templates of one person and of teams, with their versions. */
export class FakeTemplates {
  all: Template[] = [];

  add(template: WriteTemplate, team: string | null = null, uses = 0): Template {
    const texts = [template.prompt ?? '', template.negative_prompt ?? ''];
    const variables = variablesOf(...texts).map(name => {
      const said = template.variables?.find(each => each.name === name);
      return {
        name,
        description: said?.description ?? null,
        default: said?.default ?? null,
        choices: said?.choices ?? [],
        required: said?.required ?? said?.default == null,
      };
    });
    const made = testTemplate({
      id: `tpl_${this.all.length + 1}`,
      name: template.name ?? '',
      description: template.description ?? null,
      prompt: template.prompt ?? '',
      negative_prompt: template.negative_prompt ?? null,
      variables,
      model: template.model ?? null,
      style: template.style ?? null,
      parameters: template.parameters ?? {},
      tags: template.tags ?? [],
      owner: { user: 'local', team },
      version: 1,
      uses,
      created_at: AT,
      updated_at: AT,
    });
    this.all = [made, ...this.all];
    return made;
  }

  /** As if somebody else had done it. */
  change(id: string, change: Partial<Template>): void {
    this.all = this.all.map(each => (each.id === id ? { ...each, ...change, version: each.version + 1 } : each));
  }

  answer(request: IncomingMessage, url: URL, body: unknown, response: ServerResponse): void {
    const id = url.pathname.split('/')[4];
    const team = url.searchParams.get('team');
    const send = (status: number, answer?: object): void => {
      response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    };
    const own = this.all.filter(template => template.owner.team === team);
    const given = (body ?? {}) as WriteTemplate & { team?: string };
    if (id === undefined && request.method === 'GET') {
      const words = url.searchParams.get('q') ?? '';
      const data = own.filter(({ name, prompt }) => `${name} ${prompt}`.includes(words));
      return send(200, { data, next_cursor: null, has_more: false });
    }
    if (id === undefined) return send(201, this.add(given, given.team ?? null));
    if (id === 'export') {
      response.setHeader('Content-Disposition', 'attachment; filename="templates.json"');
      return send(200, { templates: own.map(({ name, prompt }) => ({ name, prompt })) });
    }
    if (id === 'import') {
      const entries = (body as TemplateFile).templates.map((template, index) => ({
        index,
        outcome: 'created',
        id: this.add(template, team).id,
        error: null,
      }));
      return send(200, { entries });
    }
    const found = this.all.find(template => template.id === id);
    if (found === undefined) return send(404, { code: 'template_not_found', detail: '没有这个模板' });
    if (request.method === 'GET') return send(200, found);
    if (request.headers['if-match'] !== `"${found.version}"`)
      return send(412, { code: 'template_changed', detail: '…' });
    this.all = this.all.filter(template => template !== found);
    if (request.method === 'DELETE') return send(204);
    const replaced = { ...this.add(given, found.owner.team), id, version: found.version + 1 };
    this.all = [replaced, ...this.all.slice(1)];
    send(200, replaced);
  }
}

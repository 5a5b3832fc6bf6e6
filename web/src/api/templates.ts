import { client, done, unwrap } from './client';
import type { Import, Template, TemplateFile, TemplatePage, WriteTemplate } from './types';

/** Of a team by its id; one's own without. */
const of = (team: string | null) => (team === null ? {} : { team });

export const listTemplates = (
  { team, words }: { team: string | null; words: string },
  cursor: string | null,
  signal: AbortSignal,
): Promise<TemplatePage> =>
  unwrap(
    client.GET('/api/v1/templates', {
      params: { query: { ...of(team), ...(words === '' ? {} : { q: words }), ...(cursor === null ? {} : { cursor }) } },
      signal,
    }),
  );

export const getTemplate = (id: string, signal?: AbortSignal): Promise<Template> =>
  unwrap(client.GET('/api/v1/templates/{id}', { params: { path: { id } }, signal: signal ?? null }));

export const createTemplate = (template: WriteTemplate, team: string | null): Promise<Template> =>
  unwrap(client.POST('/api/v1/templates', { body: { ...template, ...of(team) } }));

/** @param seen The version that it takes the place of; of any other it is refused (412). */
export const replaceTemplate = (id: string, template: WriteTemplate, seen: number): Promise<Template> =>
  unwrap(
    client.PUT('/api/v1/templates/{id}', {
      params: { path: { id }, header: { 'If-Match': `"${seen}"` } },
      body: template,
    }),
  );

export const deleteTemplate = (id: string, seen: number): Promise<void> =>
  done(client.DELETE('/api/v1/templates/{id}', { params: { path: { id }, header: { 'If-Match': `"${seen}"` } } }));

export const importTemplates = (file: TemplateFile, team: string | null): Promise<Import> =>
  unwrap(client.POST('/api/v1/templates/import', { params: { query: of(team) }, body: file }));

export const exportUrl = (team: string | null): string =>
  `/api/v1/templates/export${team === null ? '' : `?team=${encodeURIComponent(team)}`}`;

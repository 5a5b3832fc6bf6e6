import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getTemplate, listTemplates } from '@/api/templates';

export const TEMPLATES_KEY = ['templates'] as const;

/** While somebody types, the last answer stays. */
export const templateList = (team: string | null, words: string) =>
  infiniteQueryOptions({
    queryKey: [...TEMPLATES_KEY, 'list', team, words],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => listTemplates({ team, words }, pageParam, signal),
    getNextPageParam: last => last.next_cursor,
    placeholderData: keepPreviousData,
  });

export const oneTemplate = (id: string) =>
  queryOptions({ queryKey: [...TEMPLATES_KEY, 'one', id], queryFn: ({ signal }) => getTemplate(id, signal) });

import { queryOptions } from '@tanstack/react-query';
import { listModels, listStyles } from '@/api/calls';

/** The catalogue changes with a release of the server; ten minutes later a page that stayed open knows too. */
const staleTime = 10 * 60_000;

export const allModels = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => listModels(signal),
  staleTime,
});

export const allStyles = queryOptions({
  queryKey: ['styles'],
  queryFn: ({ signal }) => listStyles(signal),
  staleTime,
});

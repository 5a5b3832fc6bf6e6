import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem';

/** The one cache of what the server has said. Code outside of components, such as the event stream, writes to it too. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; a silent server is asked again, and the page says so meanwhile.
      retry: (failures, error) => failures < 2 && !(isProblem(error) && !error.retryable),
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // "Offline" of the browser is a guess; a server on this very machine is reachable without a network.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

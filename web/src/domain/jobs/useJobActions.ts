import { useMutation } from '@tanstack/react-query';
import { cancelJob, retryJob } from '@/api/calls';
import { mergeFetched } from './store';

/** Never repeated by themselves: a retry may be charged, and only a click may ask for it. */
export const useCancelJob = () =>
  useMutation({ mutationFn: (id: string) => cancelJob(id), retry: false, onSuccess: job => mergeFetched([job]) });

export const useRetryJob = () =>
  useMutation({
    mutationFn: ({ id, acceptPossibleCharge }: { id: string; acceptPossibleCharge: boolean }) =>
      retryJob(id, acceptPossibleCharge),
    retry: false,
    onSuccess: job => mergeFetched([job]),
  });

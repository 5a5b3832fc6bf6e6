import { useMutation } from '@tanstack/react-query';
import { cancelJob, retryJob } from '@/api/calls';
import { mergeAnswered } from './cache';

/** Never repeated by themselves: a retry may be charged, and only a click may ask for it. */
export const useCancelJob = () =>
  useMutation({ mutationFn: (id: string) => cancelJob(id), retry: false, onSuccess: job => mergeAnswered(job) });

export const useRetryJob = () =>
  useMutation({
    mutationFn: ({ id, attempt, agreed }: { id: string; attempt: number; agreed: readonly number[] | null }) =>
      retryJob(id, attempt, agreed),
    retry: false,
    onSuccess: job => mergeAnswered(job),
  });

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listModels } from '@/api/calls';
import type { Model } from '@/api/types';

export const useModels = () =>
  useQuery({ queryKey: ['models'], queryFn: ({ signal }) => listModels(signal), staleTime: 10 * 60_000 });

export function useModelOf(id: string): Model | undefined {
  const { data } = useModels();
  return useMemo(() => data?.find(model => model.id === id), [data, id]);
}

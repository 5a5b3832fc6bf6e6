import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Model } from '@/api/types';
import { allModels } from './queries';

export const useModels = () => useQuery(allModels);

export function useModelOf(id: string): Model | undefined {
  const { data } = useModels();
  return useMemo(() => data?.find(model => model.id === id), [data, id]);
}

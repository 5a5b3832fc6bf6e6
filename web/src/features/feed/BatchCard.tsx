import { memo } from 'react';
import type { Job } from '@/api/types';
import { useModelOf } from '@/domain/models/useModels';
import { Batch } from './Batch';
import { BatchActions } from './BatchActions';
import { JobMeta } from './JobMeta';
import { JobNote } from './JobNote';
import { TileGrid } from './TileGrid';

export const BatchCard = memo(function BatchCard({ job }: { job: Job }) {
  const model = useModelOf(job.model);
  return (
    <Batch
      prompt={job.parameters.prompt}
      meta={<JobMeta job={job} model={model} />}
      actions={<BatchActions job={job} model={model} />}
    >
      <TileGrid job={job} model={model} />
      <JobNote job={job} model={model} />
    </Batch>
  );
});

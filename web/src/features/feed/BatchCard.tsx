import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '@/api/types';
import { titleOf } from '@/domain/jobs/job';
import { useModelOf } from '@/domain/models/useModels';
import { Batch } from './Batch';
import { BatchActions } from './BatchActions';
import { JobMeta } from './JobMeta';
import { JobNote } from './JobNote';
import { TileGrid } from './TileGrid';

export const BatchCard = memo(function BatchCard({ job }: { job: Job }) {
  const { t } = useTranslation();
  const model = useModelOf(job.model);
  return (
    <Batch
      prompt={titleOf(job.parameters.prompt, model, t)}
      meta={<JobMeta job={job} model={model} />}
      actions={<BatchActions job={job} model={model} />}
    >
      <TileGrid job={job} model={model} />
      <JobNote job={job} model={model} />
    </Batch>
  );
});

import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, Model } from '@/api/types';
import { titleOf } from '@/domain/jobs/job';
import { FailedTile } from './FailedTile';
import { PictureTile } from './PictureTile';
import styles from './TileGrid.module.css';
import { columnsOf, shapeOf, tilesOf } from './tiles';
import { WaitingTile } from './WaitingTile';

export function TileGrid({ job, model }: { job: Job; model: Model | undefined }) {
  const { t } = useTranslation();
  const tiles = tilesOf(job);
  if (tiles.length === 0) return null;
  return (
    <Tiles count={tiles.length} shape={shapeOf(job, model?.size?.default)}>
      {tiles.map(tile =>
        tile.kind === 'picture' ? (
          <PictureTile
            key={tile.image.id}
            job={job}
            image={tile.image}
            title={titleOf(job.parameters.prompt, model, t)}
            large={tiles.length <= 2}
          />
        ) : tile.kind === 'failed' ? (
          <FailedTile key={tile.index} index={tile.index} error={tile.image?.error ?? null} />
        ) : (
          <WaitingTile key={tile.index} job={job} model={model} words={tile.first} />
        ),
      )}
    </Tiles>
  );
}

/** Equal tiles in the true shape of the pictures, never cropped and never higher than the screen allows. */
export function Tiles({ count, shape, children }: { count: number; shape: number; children: ReactNode }) {
  const style = { '--shape': shape, '--columns': columnsOf(count, shape), '--count': count } as CSSProperties;
  return (
    <div className={styles.grid} data-one={count === 1} style={style}>
      {children}
    </div>
  );
}

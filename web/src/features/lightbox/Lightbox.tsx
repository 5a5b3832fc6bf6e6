import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { storedImages, titleOf } from '@/domain/jobs/job';
import { useJob } from '@/domain/jobs/useJob';
import { useModelOf } from '@/domain/models/useModels';
import { useDialog } from '@/ui/useDialog';
import styles from './Lightbox.module.css';
import { Missing } from './Missing';
import { Side } from './Side';
import { Stage } from './Stage';

/** Every picture has a URL of its own: it can be sent to somebody, and Back closes it. */
export function Lightbox() {
  const { t } = useTranslation();
  const { jobId = '', imageId = '' } = useParams();
  const { job, isMissing } = useJob(jobId);
  const model = useModelOf(job?.model ?? '');
  const navigate = useNavigate();
  const cameFromFeed = useLocation().key !== 'default';
  const dialog = useDialog();
  /** Keys come faster than renders: a step counts from what was asked for, not from what is drawn yet. */
  const asked = useRef(imageId);

  const close = (): void => {
    if (cameFromFeed) void navigate(-1);
    else void navigate('/', { replace: true });
  };
  const images = job === undefined ? [] : storedImages(job);
  const position = images.findIndex(image => image.id === imageId);
  const image = images[position];
  const show = (next: number): void => {
    const target = images[next];
    if (target === undefined) return;
    asked.current = target.id;
    // Replaced: Back leaves the lightbox at once, however many pictures were looked at.
    void navigate(`/jobs/${jobId}/images/${target.id}`, { replace: true, preventScrollReset: true });
  };
  const step = (by: 1 | -1): void => {
    const from = images.findIndex(each => each.id === asked.current);
    show((from + by + images.length) % images.length);
  };

  return (
    <dialog
      ref={dialog}
      className={styles.box}
      aria-label={t('lightbox.label')}
      onCancel={event => {
        event.preventDefault();
        close();
      }}
    >
      {job !== undefined && image !== undefined ? (
        <>
          <Stage
            job={job}
            title={titleOf(job.parameters.prompt, model, t)}
            images={images}
            position={position}
            onShow={show}
            onStep={step}
            onClose={close}
          />
          <Side job={job} image={image} onClose={close} />
        </>
      ) : (
        <Missing isMissing={isMissing || job !== undefined} onClose={close} />
      )}
    </dialog>
  );
}
